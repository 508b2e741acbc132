import { execFileSync } from 'node:child_process';
import { createHash, generateKeyPairSync, sign, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hubId } from '../../resources/device/lib/protocol.mjs';

export interface Server {
  cert: string;
  key: string;
  ca: string;
  /** base64url of SHA-256 over the SubjectPublicKeyInfo. */
  spki: string;
}

/** An authority, and a server certificate of it for `localhost` and 127.0.0.1; made by openssl in the folder. */
export function makeServer(folder: string, name: string): Server {
  const file = (end: string) => join(folder, `${name}${end}`);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl('req', '-x509', ...key, '-keyout', file('-ca.key'), '-out', file('-ca.crt'), '-days', '2', '-subj', `/CN=${name}`);
  const names = ['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-addext', 'basicConstraints=critical,CA:FALSE'];
  const signer = ['-CA', file('-ca.crt'), '-CAkey', file('-ca.key'), '-days', '2', '-subj', '/CN=localhost'];
  openssl('req', '-x509', ...key, '-keyout', file('.key'), '-out', file('.crt'), ...signer, ...names);
  const [cert, privateKey, ca] = ['.crt', '.key', '-ca.crt'].map((end) => readFileSync(file(end), 'utf8')) as [string, string, string];
  const der = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  return { cert, key: privateKey, ca, spki: createHash('sha256').update(der).digest('base64url') };
}

/** Who a hub is: signs announcements. */
export function makeIdentity() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const jwk = publicKey.export({ format: 'jwk' });
  const id = hubId(Buffer.from(jwk.x as string, 'base64url'));
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const announce = (claims: object): Buffer => {
    const header = encode({ alg: 'EdDSA', typ: 'porchlight+jws', kid: id, jwk });
    const signed = `${header}.${encode({ v: 1, hub: id, name: 'Test', iat: 1, ...claims })}`;
    return Buffer.from(`${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`);
  };
  return { id, publicKey: jwk.x as string, announce };
}
