import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Vault } from './vault.ts';

const NAME = 'identity.pem';
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** What comes before the 32 bytes of an Ed25519 key in its SubjectPublicKeyInfo (RFC 8410, 4). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** Who this hub is. */
export interface Identity {
  /** See {@link hubIdOf}. */
  id: string;
  /** Ed25519: its 32 bytes as base64url, as `x` in a JWK (RFC 8037). */
  publicKey: string;
  /** Ed25519. */
  privateKey: KeyObject;
}

/**
 * The id of the hub with an Ed25519 public key of 32 bytes: the first 16 bytes of SHA-256 over its SubjectPublicKeyInfo (DER), as
 * base32 in lower case without padding (RFC 4648).
 */
export function hubIdOf(publicKeyRaw: Uint8Array): string {
  const digest = createHash('sha256').update(SPKI_PREFIX).update(publicKeyRaw).digest();
  return base32(digest.subarray(0, 16));
}

/** The hub's identity, made at first use. Throws if the vault holds something else: a hub must not silently become another one. */
export function openIdentity(vault: Vault): Identity {
  const pem = vault.read(NAME) ?? makeKey(vault);
  const privateKey = createPrivateKey(pem);
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error(`${NAME} does not hold an Ed25519 key.`);
  const { x: publicKey } = createPublicKey(privateKey).export({ format: 'jwk' }) as { x: string };
  return { id: hubIdOf(Buffer.from(publicKey, 'base64url')), publicKey, privateKey };
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
