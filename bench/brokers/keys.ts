import { webcrypto } from 'node:crypto';
import { BasicConstraintsExtension, cryptoProvider, X509CertificateGenerator } from '../../electron/hub/certificates/x509.ts';
import type { ServerKeys } from './listen.ts';

const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** A server certificate as Porchlight's own: P-256, signed by a P-256 authority that is sent along. */
export async function makeKeys(): Promise<ServerKeys> {
  cryptoProvider.set(webcrypto as Crypto);
  const pair = () => webcrypto.subtle.generateKey(P256, true, ['sign', 'verify']) as Promise<CryptoKeyPair>;
  const [authority, server] = [await pair(), await pair()];
  const notBefore = new Date(Date.now() - 60_000);
  const notAfter = new Date(Date.now() + 86_400_000);
  const root = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Benchmark authority',
    keys: authority,
    notBefore,
    notAfter,
    signingAlgorithm: P256,
    extensions: [new BasicConstraintsExtension(true, 0, true)],
  });
  const leaf = await X509CertificateGenerator.create({
    subject: 'CN=127.0.0.1',
    issuer: root.subject,
    publicKey: server.publicKey,
    signingKey: authority.privateKey,
    notBefore,
    notAfter,
    signingAlgorithm: P256,
  });
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', server.privateKey));
  const key = `-----BEGIN PRIVATE KEY-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END PRIVATE KEY-----\n`;
  return { key, cert: `${leaf.toString('pem')}\n${root.toString('pem')}\n` };
}
