import type { TLSSocket } from 'node:tls';
import type { PeerCertificate } from '../broker/admission.ts';
import { words } from '../words/index.ts';

/** What a TLS client showed of itself. */
export interface Peer {
  /** A certificate that the hub's authority signed and that is in its time; whether it was revoked is for others to say. */
  certificate: PeerCertificate | null;
  /** Why a certificate that was shown is not trusted, in words; `null` if there is none or it is fine. */
  fault: string | null;
}

/** Judges the certificate of a client whose handshake is done. */
export function judgePeer(socket: TLSSocket, now: number): Peer {
  // Without a certificate Node reports an authorization error too, so look for the certificate first.
  const shown = socket.getPeerCertificate();
  if (!shown?.serialNumber) return { certificate: null, fault: null };
  const fault = socket.authorized ? timeFault(shown, now) : verificationFault(socket.authorizationError);
  if (fault !== null) return { certificate: null, fault };
  return { certificate: { serial: shown.serialNumber.toUpperCase(), commonName: String(shown.subject.CN) }, fault: null };
}

/** A resumed TLS session is not verified again, and its certificate may have expired since. */
function timeFault(shown: { valid_from: string; valid_to: string }, now: number): string | null {
  if (now > Date.parse(shown.valid_to)) return words.certificates.expired;
  return now < Date.parse(shown.valid_from) ? words.certificates.notYet : null;
}

function verificationFault(error: unknown): string {
  const code = typeof error === 'string' ? error : ((error as NodeJS.ErrnoException | null)?.code ?? 'unknown');
  return words.certificates.faults[code] ?? words.certificates.unverified(code);
}
