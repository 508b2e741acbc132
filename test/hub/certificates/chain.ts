import { generateKeyPairSync, webcrypto } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as x509 from '../../../electron/hub/certificates/x509.ts';

const DAY_MS = 86_400_000;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' };

export interface Signed {
  pem: string;
  keyPem: string;
  keys: CryptoKeyPair;
  name: string;
}

interface Wishes {
  issuer?: Signed | null;
  names?: string[];
  ca?: boolean;
  from?: number;
  until?: number;
  uses?: string[];
}

async function newKeys(): Promise<{ keys: CryptoKeyPair; keyPem: string }> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const keys = {
    privateKey: await webcrypto.subtle.importKey('pkcs8', pkcs8, ALGORITHM, true, ['sign']),
    publicKey: await webcrypto.subtle.importKey('spki', spki, ALGORITHM, true, ['verify']),
  } as unknown as CryptoKeyPair;
  return { keys, keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
}

/** A certificate of somebody else's authority; signed by itself if no issuer is named. */
export async function sign(name: string, wishes: Wishes = {}): Promise<Signed> {
  const { issuer = null, names = [], ca = false, from = Date.now() - DAY_MS, until = Date.now() + 30 * DAY_MS, uses } = wishes;
  const { keys, keyPem } = await newKeys();
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: Buffer.from(webcrypto.getRandomValues(new Uint8Array(8)))
      .toString('hex')
      .replace(/^./, '4'),
    subject: `CN=${name}`,
    issuer: `CN=${issuer?.name ?? name}`,
    notBefore: new Date(from),
    notAfter: new Date(until),
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    publicKey: keys.publicKey,
    signingKey: (issuer ?? { keys }).keys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(ca, undefined, true),
      ...(names.length > 0 ? [new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns' as const, value })))] : []),
      ...(uses ? [new x509.ExtendedKeyUsageExtension(uses)] : []),
    ],
  });
  return { pem: `${certificate.toString('pem')}\n`, keyPem, keys, name };
}

/** Root and intermediate as a public authority has them. */
export async function authority() {
  const root = await sign('Test Root X1', { ca: true });
  return { root, intermediate: await sign('Test R3', { issuer: root, ca: true }) };
}

/** Files as certbot lays them down. */
export function lay(dir: string, leaf: Signed, chain: Signed[]) {
  mkdirSync(dir, { recursive: true });
  const files = { certificateFile: join(dir, 'fullchain.pem'), chainFile: null, keyFile: join(dir, 'privkey.pem') };
  writeFileSync(files.certificateFile, [leaf, ...chain].map(({ pem }) => pem).join(''));
  writeFileSync(files.keyFile, leaf.keyPem);
  return files;
}
