import type { TLSSocket } from 'node:tls';
import type { PeerCertificate } from '../broker/admission.ts';

/** What a TLS client showed of itself. */
export interface Peer {
  /** A certificate that the hub's authority signed and that is in its time; whether it was revoked is for others to say. */
  certificate: PeerCertificate | null;
  /** Why a certificate that was shown is not trusted, in words; `null` if there is none or it is fine. */
  fault: string | null;
}

/** OpenSSL's verification results, in words that complete "its certificate …". */
const FAULTS: Record<string, string> = {
  CERT_HAS_EXPIRED: 'has expired',
  CERT_NOT_YET_VALID: 'is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: "was signed by itself and not by this hub's authority",
  SELF_SIGNED_CERT_IN_CHAIN: 'was signed by another authority',
  UNABLE_TO_GET_ISSUER_CERT: 'was signed by another authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'was signed by another authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'was signed by another authority',
  CERT_SIGNATURE_FAILURE: "does not carry the true signature of this hub's authority",
  INVALID_PURPOSE: 'was not issued for clients',
};

/** Judges the certificate of a client whose handshake is done. */
export function judgePeer(socket: TLSSocket, now: number): Peer {
  // Without a certificate Node reports an authorization error too, so look for the certificate first.
  const shown = socket.getPeerCertificate();
  if (!shown?.serialNumber) return { certificate: null, fault: null };
  const fault = socket.authorized ? timeFault(shown, now) : verificationFault(socket.authorizationError);
  if (fault !== null) return { certificate: null, fault: `its certificate ${fault}` };
  return { certificate: { serial: shown.serialNumber.toUpperCase(), commonName: String(shown.subject.CN) }, fault: null };
}

/** A resumed TLS session is not verified again, and its certificate may have expired since. */
function timeFault(shown: { valid_from: string; valid_to: string }, now: number): string | null {
  if (now > Date.parse(shown.valid_to)) return 'has expired';
  return now < Date.parse(shown.valid_from) ? 'is not valid yet' : null;
}

function verificationFault(error: unknown): string {
  const code = typeof error === 'string' ? error : ((error as NodeJS.ErrnoException | null)?.code ?? 'unknown');
  return FAULTS[code] ?? `could not be verified (${code})`;
}
