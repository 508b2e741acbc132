// What both sides compute, each for itself: the commitment, the code and the hub's id.
import { createHash } from 'node:crypto';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
/** What an Ed25519 public key begins with as SubjectPublicKeyInfo in DER. */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** SHA-256 of the device's nonce, base64url. */
export const commitment = (deviceNonce) => sha256(deviceNonce).toString('base64url');

/** The code, 0 to 999,999. Each argument is 32 bytes; `spki` is the SHA-256 of the SubjectPublicKeyInfo that this side saw. */
export const code = (spki, deviceNonce, hubNonce) =>
  Number(sha256('porchlight-code-v1', spki, deviceNonce, hubNonce).readBigUInt64BE() % 1_000_000n);

/** As people read it: `042 917`. */
export function codeText(number) {
  const digits = String(number).padStart(6, '0');
  return `${digits.slice(0, 3)} ${digits.slice(3)}`;
}

/** The id of the hub that has this raw Ed25519 public key: 16 bytes of its hash, base32. */
export function hubId(publicKey) {
  const bits = [...sha256(SPKI_PREFIX, publicKey).subarray(0, 16)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** Fingerprint of a certificate's public key (`KeyObject`), 32 bytes. */
export const spkiOf = (publicKey) => sha256(publicKey.export({ type: 'spki', format: 'der' }));
