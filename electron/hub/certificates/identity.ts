import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * The hub's id: the first 16 bytes of SHA-256 over its Ed25519 public key (SubjectPublicKeyInfo, DER),
 * as base32 in lower case without padding (RFC 4648). The key is made at first use, readable by this user alone.
 * Throws if the file is there but holds no such key: a hub must not silently become another one.
 */
export function hubId(keyFile: string): string {
  if (!existsSync(keyFile)) makeKey(keyFile);
  const publicKey = createPublicKey(createPrivateKey(readFileSync(keyFile)));
  if (publicKey.asymmetricKeyType !== 'ed25519') throw new Error(`${keyFile} does not hold an Ed25519 key.`);
  const digest = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest();
  return base32(digest.subarray(0, 16));
}

function makeKey(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  // Written aside first: a half-written key after a power cut would be a lost identity.
  writeFileSync(`${file}.new`, pem, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}

function base32(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? []).map((chunk) => BASE32[Number.parseInt(chunk.padEnd(5, '0'), 2)]).join('');
}
