import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Vault } from './vault.ts';

const NAME = 'identity.pem';
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** Who this hub is. */
export interface Identity {
  /** The first 16 bytes of SHA-256 over the public key (SubjectPublicKeyInfo, DER), as base32 in lower case without padding (RFC 4648). */
  id: string;
  /** Ed25519. */
  privateKey: KeyObject;
}

/** The hub's identity, made at first use. Throws if the vault holds something else: a hub must not silently become another one. */
export function openIdentity(vault: Vault): Identity {
  const pem = vault.read(NAME) ?? makeKey(vault);
  const privateKey = createPrivateKey(pem);
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error(`${NAME} does not hold an Ed25519 key.`);
  const digest = createHash('sha256')
    .update(createPublicKey(privateKey).export({ type: 'spki', format: 'der' }))
    .digest();
  return { id: base32(digest.subarray(0, 16)), privateKey };
}

function makeKey(vault: Vault): string {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  vault.write(NAME, pem);
  return pem;
}

function base32(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? []).map((chunk) => BASE32[Number.parseInt(chunk.padEnd(5, '0'), 2)]).join('');
}
