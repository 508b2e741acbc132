import { LIMITS } from '../limits.ts';
import type { StoredSecret } from '../storage/devices-table.ts';
import { linesOf } from './lines.ts';
import type { Line, Remarks } from './remarks.ts';

/** A user of a password file. */
export interface User {
  name: string;
  secret: StoredSecret;
  at: Line;
}

/** What is kept of a password, or why it cannot be, in words. */
type Hash = { secret: StoredSecret } | { kind: 'wrong' | 'left'; reason: string };

const SHA512_BYTES = 64;

/** The users of a password file in its order. Every line that gives none is remarked on, without what it holds: it may be a password. */
export function readPasswords(file: string, bytes: Uint8Array, remark: Remarks): User[] {
  const users = new Map<string, User>();
  for (const at of linesOf(file, bytes, remark)) {
    const colon = at.text.indexOf(':');
    if (colon < 0) {
      remark('wrong', at, '', 'The line has no colon. It ought to be a user name, a colon and the hash of a password.');
      continue;
    }
    const name = at.text.slice(0, colon).trim();
    if (name === '') {
      remark('wrong', at, '', 'There is no user name before the colon.');
      continue;
    }
    // Mosquitto reads no further than to a second colon.
    const hash = hashOf((at.text.slice(colon + 1).split(':')[0] as string).trim());
    if (!('secret' in hash)) {
      remark(hash.kind, at, `${name}:…`, hash.reason);
      continue;
    }
    const before = users.get(name);
    if (before) remark('wrong', before.at, `${name}:…`, `Line ${at.number} names this user again, and Mosquitto goes by the last.`);
    users.set(name, { name, secret: hash.secret, at });
  }
  return [...users.values()];
}

function hashOf(text: string): Hash {
  const wrong = (reason: string): Hash => ({ kind: 'wrong', reason });
  if (text === '') return wrong('The hash of the password is missing.');
  if (!text.startsWith('$'))
    return wrong('The password is not hashed. Run mosquitto_passwd -U on a copy of this file, and choose that one.');
  const [, scheme = '', ...parts] = text.split('$');
  if (scheme === '6') return decoded('mosquitto-sha512', parts);
  if (scheme === '7') {
    const [iterations = '', ...rest] = parts;
    const count = Number(iterations);
    if (!/^\d{1,10}$/.test(iterations) || count < 1) return wrong('The number of iterations of its hash is missing or not valid.');
    if (count > LIMITS.mosquittoIterations) {
      return {
        kind: 'left',
        reason: `Its hash takes ${count} iterations, and checking it would take too long. Porchlight checks at most ${LIMITS.mosquittoIterations}. Give this user a new password.`,
      };
    }
    return decoded(`mosquitto-pbkdf2:${count}`, rest);
  }
  if (scheme.startsWith('argon2'))
    return { kind: 'left', reason: 'Its hash is of the kind Argon2, which Porchlight cannot check. Add this device by hand.' };
  return wrong('Its hash is of a kind that Mosquitto does not know.');
}

function decoded(scheme: NonNullable<StoredSecret['scheme']>, parts: string[]): Hash {
  const [saltText, hashText] = parts;
  const wrong = (reason: string): Hash => ({ kind: 'wrong', reason });
  if (!saltText || !hashText) return wrong('Its hash is not complete.');
  const [salt, hash] = [fromBase64(saltText), fromBase64(hashText)];
  if (!salt) return wrong('The salt of its hash is not valid base64.');
  if (!hash) return wrong('Its hash is not valid base64.');
  if (salt.length > LIMITS.mosquittoSaltBytes) return wrong('The salt of its hash is too long.');
  if (hash.length !== SHA512_BYTES) return wrong(`Its hash has ${hash.length} bytes in place of ${SHA512_BYTES}.`);
  return { secret: { hash, salt, scheme } };
}

/** Strictly: `Buffer.from` takes anything. `null` if the text is not base64. */
function fromBase64(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length > 0 && bytes.toString('base64') === text ? bytes : null;
}
