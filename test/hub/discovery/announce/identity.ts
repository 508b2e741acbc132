import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { hubIdOf, type Identity } from '../../../../electron/hub/certificates/identity.ts';

/** A hub that nobody else is. */
export function newIdentity(): Identity {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { x: publicKey } = createPublicKey(privateKey).export({ format: 'jwk' }) as { x: string };
  return { id: hubIdOf(Buffer.from(publicKey, 'base64url')), publicKey, privateKey };
}
