import { createHash } from 'node:crypto';

/** Of nonces, hashes and fingerprints alike. */
const BYTES = 32;
const LABEL = 'porchlight-code-v1';

/** The 32 bytes that a text stands for; `null` if it is not exactly their base64url without padding (RFC 4648). */
export function bytesOf(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length === BYTES && bytes.toString('base64url') === text ? bytes : null;
}

/** What a device promises before it hears the hub's nonce: SHA-256 of its own, base64url. */
export const commitmentOf = (deviceNonce: Uint8Array): string => createHash('sha256').update(deviceNonce).digest('base64url');

export interface CodeParts {
  /** SHA-256 of the SubjectPublicKeyInfo that this side saw on the TLS connection. */
  spki: Uint8Array;
  deviceNonce: Uint8Array;
  hubNonce: Uint8Array;
}

/** The six digits that both sides show (pairing protocol version 1, section 4). */
export function codeOf({ spki, deviceNonce, hubNonce }: CodeParts): string {
  const digest = createHash('sha256').update(LABEL).update(spki).update(deviceNonce).update(hubNonce).digest();
  return (digest.readBigUInt64BE(0) % 1_000_000n).toString().padStart(6, '0');
}
