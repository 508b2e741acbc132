import { createHash } from 'node:crypto';
import type { RandomBytes } from '../../clock.ts';
import { LIMITS } from '../../limits.ts';

/** How a person logs in at the device's web page. */
export interface Login {
  userName: string;
  password: string;
}

/** What proves a login to a device, request by request. */
export interface Proof {
  /** The value of `Authorization`, or `null` while the device must be asked first. */
  header(method: string, path: string): string | null;
  /** Takes in what a 401 said. True if the same request may now be tried again. */
  learn(challenge: string): boolean;
}

/** HTTP Basic (RFC 7617), sent along at once: the firmwares that take it know nothing better. */
export const basic = ({ userName, password }: Login): Proof => ({
  header: () => `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`,
  learn: () => false,
});

/**
 * HTTP Digest (RFC 7616) with SHA-256 and `auth`, and nothing weaker: the password itself is never sent, whatever the device asks for.
 */
export function digest({ userName, password }: Login, random: RandomBytes): Proof {
  let asked: { realm: string; nonce: string } | null = null;
  let count = 0;
  return {
    header(method, path) {
      if (!asked) return null;
      const { realm, nonce } = asked;
      const nc = (++count).toString(16).padStart(8, '0');
      const cnonce = Buffer.from(random(16)).toString('hex');
      const proof = sha256(`${userName}:${realm}:${password}`);
      const response = sha256(`${proof}:${nonce}:${nc}:${cnonce}:auth:${sha256(`${method}:${path}`)}`);
      const fields = { username: userName, realm, nonce, uri: path, cnonce, response };
      const quoted = Object.entries(fields).map(([name, value]) => `${name}="${value}"`);
      return `Digest ${quoted.join(', ')}, algorithm=SHA-256, qop=auth, nc=${nc}`;
    },
    learn(challenge) {
      const before = asked?.nonce;
      asked = readChallenge(challenge);
      count = 0;
      // The same nonce again means that the login is wrong, not that the nonce is old.
      return asked !== null && asked.nonce !== before;
    },
  };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** `null` if it asks for anything but Digest with SHA-256 and `auth`. */
function readChallenge(challenge: string): { realm: string; nonce: string } | null {
  if (!/^Digest\s/i.test(challenge)) return null;
  const fields = new Map<string, string>();
  for (const [, name = '', quoted, plain = ''] of challenge.slice(7).matchAll(/([a-z]+)\s*=\s*(?:"([^"]*)"|([^\s,"]+))/gi)) {
    fields.set(name.toLowerCase(), quoted ?? plain);
  }
  const [realm = '', nonce = ''] = [fields.get('realm'), fields.get('nonce')];
  const offers = (fields.get('qop') ?? '').split(/[\s,]+/).includes('auth');
  const strong = /^sha-256$/i.test(fields.get('algorithm') ?? '');
  return offers && strong && [realm, nonce].every(isPlain) ? { realm, nonce } : null;
}

/** It comes from the device and goes into a header. */
const isPlain = (text: string) =>
  text !== '' && text.length <= LIMITS.foundChallengeChars && /^[\x20-\x7e]+$/.test(text) && !/["\\]/.test(text);
