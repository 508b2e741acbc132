import { LIMITS } from '../limits.ts';
import type { StoredSecret } from '../storage/devices-table.ts';
import { words } from '../words/index.ts';
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
      remark('wrong', at, '', words.mosquitto.passwords.noColon);
      continue;
    }
    const name = at.text.slice(0, colon).trim();
    if (name === '') {
      remark('wrong', at, '', words.mosquitto.passwords.noName);
      continue;
    }
    // Mosquitto reads no further than to a second colon.
    const hash = hashOf((at.text.slice(colon + 1).split(':')[0] as string).trim());
    if (!('secret' in hash)) {
      remark(hash.kind, at, `${name}:…`, hash.reason);
      continue;
    }
    const before = users.get(name);
    if (before) remark('wrong', before.at, `${name}:…`, words.mosquitto.passwords.again(at.number));
    users.set(name, { name, secret: hash.secret, at });
  }
  return [...users.values()];
}

function hashOf(text: string): Hash {
  const wrong = (reason: string): Hash => ({ kind: 'wrong', reason });
  if (text === '') return wrong(words.mosquitto.passwords.noHash);
  if (!text.startsWith('$')) return wrong(words.mosquitto.passwords.notHashed);
  const [, scheme = '', ...parts] = text.split('$');
  if (scheme === '6') return decoded('mosquitto-sha512', parts);
  if (scheme === '7') {
    const [iterations = '', ...rest] = parts;
    const count = Number(iterations);
    if (!/^\d{1,10}$/.test(iterations) || count < 1) return wrong(words.mosquitto.passwords.noIterations);
    if (count > LIMITS.mosquittoIterations) {
      return {
        kind: 'left',
        reason: words.mosquitto.passwords.manyIterations(count, LIMITS.mosquittoIterations),
      };
    }
    return decoded(`mosquitto-pbkdf2:${count}`, rest);
  }
  if (scheme.startsWith('argon2')) return { kind: 'left', reason: words.mosquitto.passwords.argon2 };
  return wrong(words.mosquitto.passwords.otherKind);
}

function decoded(scheme: NonNullable<StoredSecret['scheme']>, parts: string[]): Hash {
  const [saltText, hashText] = parts;
  const wrong = (reason: string): Hash => ({ kind: 'wrong', reason });
  if (!saltText || !hashText) return wrong(words.mosquitto.passwords.incomplete);
  const [salt, hash] = [fromBase64(saltText), fromBase64(hashText)];
  if (!salt) return wrong(words.mosquitto.passwords.badSalt);
  if (!hash) return wrong(words.mosquitto.passwords.badHash);
  if (salt.length > LIMITS.mosquittoSaltBytes) return wrong(words.mosquitto.passwords.longSalt);
  if (hash.length !== SHA512_BYTES) return wrong(words.mosquitto.passwords.hashBytes(hash.length, SHA512_BYTES));
  return { secret: { hash, salt, scheme } };
}

/** Strictly: `Buffer.from` takes anything. `null` if the text is not base64. */
function fromBase64(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length > 0 && bytes.toString('base64') === text ? bytes : null;
}
