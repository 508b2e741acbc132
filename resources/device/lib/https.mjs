// HTTPS to a hub that nobody vouches for yet: any certificate will do, but always the same key.
import { once } from 'node:events';
import { request } from 'node:http';
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import { MAX_ANSWER_BYTES } from './answer.mjs';
import { spkiOf } from './code.mjs';

/** For one request, from the first packet to the last. */
const TIMEOUT_MS = 10_000;

/** Somebody else answers where the hub did. */
export class KeyChanged extends Error {}

/** One hub at one address, through one pairing. */
export class PinnedHttps {
  /** SHA-256 of the SubjectPublicKeyInfo that the first connection showed; `null` before it. */
  spki = null;

  constructor({ address, port, localAddress }) {
    this.place = { host: address, port, localAddress };
  }

  /**
   * @param {'GET' | 'POST'} method
   * @param {{ json?: unknown, bearer?: string }} content
   * @returns {Promise<{ status: number, retryAfter: string | null, body: Buffer }>}
   * Throws {@link KeyChanged} before it sends anything to another key than the first, and other errors of the network.
   */
  async request(method, path, { json, bearer } = {}) {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const socket = await this.connect(signal);
    try {
      const body = json === undefined ? '' : JSON.stringify(json);
      const headers = {
        ...(body && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
        ...(bearer && { authorization: `Bearer ${bearer}` }),
      };
      const sent = request({ ...this.place, method, path, headers, signal, createConnection: () => socket });
      sent.end(body);
      const [answer] = await once(sent, 'response', { signal });
      return { status: answer.statusCode, retryAfter: answer.headers['retry-after'] ?? null, body: await readBody(answer) };
    } finally {
      socket.destroy();
    }
  }

  async connect(signal) {
    const { host } = this.place;
    const servername = isIP(host.split('%')[0]) ? '' : host;
    const socket = connect({ ...this.place, servername, rejectUnauthorized: false, minVersion: 'TLSv1.2' });
    socket.on('error', () => {});
    try {
      await once(socket, 'secureConnect', { signal });
      const spki = spkiOf(socket.getPeerX509Certificate().publicKey);
      this.spki ??= spki;
      if (!this.spki.equals(spki)) throw new KeyChanged('another key than before answered');
      return socket;
    } catch (error) {
      socket.destroy();
      throw error;
    }
  }
}

async function readBody(answer) {
  const chunks = [];
  let size = 0;
  for await (const chunk of answer) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
