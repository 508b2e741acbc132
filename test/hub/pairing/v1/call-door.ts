import { createHash, type X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import type { TLSSocket } from 'node:tls';

export const PATH = '/pair/v1/requests';

export interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  // biome-ignore lint/suspicious/noExplicitAny: what a server says is looked at in many ways
  json: any;
  spki: string;
  /** Of the certificate. */
  names: string;
}

export interface Ask {
  method?: string;
  path?: string;
  body?: string | Buffer | object | undefined;
  headers?: Record<string, string>;
  from?: string;
}

/** One HTTPS request to the pairing door, with the key that the connection showed. */
export function callDoor(
  port: number,
  { method = 'POST', path = PATH, body, headers = {}, from = '127.0.0.1' }: Ask = {},
): Promise<Answer> {
  const content = body === undefined || typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, method, path, rejectUnauthorized: false, localAddress: from, agent: false } as const;
    const type = content === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) };
    const asked = request({ ...options, headers: { ...type, ...headers } }, async (response) => {
      const certificate = (response.socket as TLSSocket).getPeerX509Certificate() as X509Certificate;
      const spki = createHash('sha256')
        .update(certificate.publicKey.export({ type: 'spki', format: 'der' }))
        .digest('base64url');
      let text = '';
      for await (const piece of response) text += piece;
      const json = text === '' ? null : JSON.parse(text);
      const names = certificate.subjectAltName ?? '';
      resolve({ status: response.statusCode ?? 0, headers: response.headers, json, spki, names });
    });
    asked.on('error', reject);
    asked.end(content);
  });
}
