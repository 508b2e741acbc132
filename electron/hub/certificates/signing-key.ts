import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, webcrypto } from 'node:crypto';
import type { Vault } from './vault.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' };

/** A key pair (ECDSA P-256) in the two shapes that are needed: PEM for TLS, WebCrypto for signing certificates. */
export interface SigningKey {
  /** PKCS #8. */
  pem: string;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
  /** SHA-256 over the SubjectPublicKeyInfo, base64url. */
  fingerprint: string;
}

/** A fresh key that is kept nowhere. */
export function newKey(): Promise<SigningKey> {
  return shapes(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
}

/** The key that the vault keeps under a name, made at first use. */
export async function keptKey(vault: Vault, name: string): Promise<SigningKey> {
  const kept = vault.read(name);
  if (!kept) {
    const made = await newKey();
    vault.write(name, made.pem);
    return made;
  }
  const key = createPrivateKey(kept);
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new Error(`${name} does not hold an ECDSA P-256 key.`);
  return shapes(key);
}

async function shapes(key: KeyObject): Promise<SigningKey> {
  const [pkcs8, spki] = [key.export({ type: 'pkcs8', format: 'der' }), createPublicKey(key).export({ type: 'spki', format: 'der' })];
  // Node's type of a key and the web's differ in the name of a use that no key here has.
  const [privateKey, publicKey] = (await Promise.all([
    webcrypto.subtle.importKey('pkcs8', pkcs8, ALGORITHM, false, ['sign']),
    webcrypto.subtle.importKey('spki', spki, ALGORITHM, true, ['verify']),
  ])) as CryptoKey[] as [CryptoKey, CryptoKey];
  const pem = key.export({ type: 'pkcs8', format: 'pem' }) as string;
  return { pem, privateKey, publicKey, fingerprint: createHash('sha256').update(spki).digest('base64url') };
}
