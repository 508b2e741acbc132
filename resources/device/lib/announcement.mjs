// Whether to follow an announcement: a signed word of where the hub is.
import { createPublicKey, verify } from 'node:crypto';
import { hubId } from './code.mjs';
import { fromBase64url, isKey, isObject, isPort, readAddresses, readObject } from './encoding.mjs';

/** A longer one is not looked at. Bytes. */
export const MAX_ANNOUNCEMENT_BYTES = 1024;

const ignore = (reason) => ({ outcome: 'ignore', reason });

/**
 * Reads one packet. `pinned` is the hub that this device paired with and the last number it accepted; `null` for a device that has
 * no hub yet, which may only use what it reads to learn where to ask.
 * @param {Uint8Array} packet
 * @param {{ hubId: string, lastSeq: number } | null} pinned
 * @returns {{ outcome: 'follow', hubId: string, name: string, seq: number, addresses: string[], mqtt: number | null,
 *   mqtts: number | null, pair: number | null } | { outcome: 'ignore',
 *   reason: 'form' | 'algorithm' | 'type' | 'hub' | 'key' | 'signature' | 'claims' | 'old' }}
 */
export function checkAnnouncement(packet, pinned) {
  if (packet.length > MAX_ANNOUNCEMENT_BYTES) return ignore('form');
  const text = Buffer.from(packet).toString('latin1');
  const [head, body, signature, more] = text.split('.').map(fromBase64url);
  if (!head || !body || signature?.length !== 64 || more !== undefined) return ignore('form');
  const header = readObject(head);
  if (!header) return ignore('form');
  const refusal = checkHeader(header, pinned);
  if (refusal) return ignore(refusal);
  if (!isSigned(text.slice(0, text.lastIndexOf('.')), header.jwk, signature)) return ignore('signature');
  const claims = readClaims(body, header.kid);
  if (!claims) return ignore('claims');
  return pinned && claims.seq <= pinned.lastSeq ? ignore('old') : { outcome: 'follow', ...claims };
}

/** The algorithm is ours, not one that the sender chooses; the key in the header counts only because its hash is the hub's id. */
function checkHeader({ alg, typ, kid, jwk, crit }, pinned) {
  if (alg !== 'EdDSA') return 'algorithm';
  if (typ !== 'porchlight+jws' || crit !== undefined) return 'type';
  if (typeof kid !== 'string' || (pinned && kid !== pinned.hubId)) return 'hub';
  if (!isObject(jwk) || jwk.kty !== 'OKP' || jwk.crv !== 'Ed25519' || !isKey(jwk.x)) return 'key';
  return hubId(fromBase64url(jwk.x)) === kid ? null : 'key';
}

function isSigned(text, jwk, signature) {
  try {
    return verify(null, Buffer.from(text), createPublicKey({ key: jwk, format: 'jwk' }), signature);
  } catch {
    return false; // 32 bytes that are no key
  }
}

function readClaims(body, kid) {
  const { v, hub, name, seq, iat, addr, mqtt, mqtts, pair } = readObject(body) ?? {};
  const addresses = readAddresses(addr);
  const right =
    v === 1 && hub === kid && typeof name === 'string' && Number.isSafeInteger(seq) && seq >= 0 && Number.isSafeInteger(iat) && iat >= 0;
  if (!right || !addresses || addresses.length === 0) return null;
  if (![mqtt, mqtts, pair].every((port) => port === undefined || isPort(port))) return null;
  return { hubId: hub, name, seq, addresses, mqtt: mqtt ?? null, mqtts: mqtts ?? null, pair: pair ?? null };
}
