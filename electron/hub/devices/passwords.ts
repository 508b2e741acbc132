import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { RandomBytes } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import type { ForeignScheme, StoredSecret } from '../storage/devices-table.ts';
import { SlowHasher } from './slow-hasher.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A password of `LIMITS.passwordChars` letters and digits: at least 128 random bits, safe in any protocol field. */
export function makePassword(random: RandomBytes): string {
  let password = '';
  while (password.length < LIMITS.passwordChars) {
    for (const byte of random(LIMITS.passwordChars)) {
      // 248 is the largest multiple of 62 in a byte: taking more would favour the first letters.
      if (byte < 248 && password.length < LIMITS.passwordChars) password += ALPHABET[byte % ALPHABET.length];
    }
  }
  return password;
}

/** What is kept of a password that has 128 random bits: no slow hash is needed, there is nothing to guess. */
export function hashMade(password: string): StoredSecret {
  return { hash: sha256(Buffer.from(password)), salt: null };
}

/** More slow hashes wait than can be made in time. */
export class TooBusy extends Error {
  override name = 'TooBusy';
}

const NOBODY: StoredSecret = { hash: new Uint8Array(32), salt: null };

/**
 * Compares passwords with what is kept of them, in constant time. The slow hash of a typed password (scrypt, or Mosquitto's
 * PBKDF2) runs off the event loop, few at a time, and its outcome is remembered for the life of the app under a keyed hash, so that
 * many devices that reconnect at once cost one hash each, once.
 */
export class Passwords {
  private random: RandomBytes;
  private mostWaiting: number;
  private key: Uint8Array;
  private hasher = new SlowHasher();
  private outcomes = new Map<string, Promise<boolean>>();
  private running = 0;
  private waiting: (() => void)[] = [];

  constructor(random: RandomBytes, mostWaiting: number = LIMITS.slowHashesWaiting) {
    this.random = random;
    this.mostWaiting = mostWaiting;
    this.key = random(32);
  }

  /** What is kept of a password that a person typed. */
  async hashTyped(password: string): Promise<StoredSecret> {
    const salt = this.random(16);
    return { hash: await this.slowly(Buffer.from(password), salt), salt };
  }

  /** Without a stored secret it is false, and costs what a wrong password of the hub's own costs. Rejects with {@link TooBusy}. */
  async matches(password: Uint8Array, stored: StoredSecret | null): Promise<boolean> {
    const { hash, salt, scheme } = stored ?? NOBODY;
    if (salt === null) return timingSafeEqual(sha256(password), hash) && stored !== null;
    if (scheme) {
      // Mosquitto asks for a password even where an empty one was hashed.
      if (password.length === 0) return false;
      if (scheme === 'mosquitto-sha512') return timingSafeEqual(createHash('sha512').update(password).update(salt).digest(), hash);
    }
    const about = createHmac('sha256', this.key).update(salt).update(hash).update(password).digest('base64');
    const known = this.outcomes.get(about);
    if (known) return known;
    const outcome = this.slowly(password, salt, scheme ? iterationsOf(scheme) : null).then((found) => timingSafeEqual(found, hash));
    this.remember(about, outcome);
    return outcome;
  }

  private remember(about: string, outcome: Promise<boolean>): void {
    this.outcomes.set(about, outcome);
    if (this.outcomes.size > LIMITS.passwordOutcomes) this.outcomes.delete(this.outcomes.keys().next().value as string);
    outcome.catch(() => this.outcomes.delete(about));
  }

  private async slowly(password: Uint8Array, salt: Uint8Array, iterations: number | null = null): Promise<Uint8Array> {
    if (this.waiting.length >= this.mostWaiting) throw new TooBusy('too many passwords wait to be checked');
    if (this.running >= LIMITS.slowHashes) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.running++;
    try {
      return await this.hasher.hash(password, salt, iterations);
    } finally {
      this.running--;
      this.waiting.shift()?.();
    }
  }
}

/** Bounded again here: what is stored decides how long a thread is busy. */
const iterationsOf = (scheme: ForeignScheme) => Math.min(Number(scheme.slice('mosquitto-pbkdf2:'.length)), LIMITS.mosquittoIterations);

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
