import { createHash, timingSafeEqual } from 'node:crypto';
import type { RandomBytes } from '../clock.ts';
import { LIMITS } from '../limits.ts';

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
export function hashPassword(password: string | Uint8Array): Uint8Array {
  return createHash('sha256').update(password).digest();
}

const NOBODY = new Uint8Array(32);

/** Compares in constant time. Without a stored hash it costs the same and is false. */
export function passwordMatches(password: Uint8Array, stored: Uint8Array | null): boolean {
  const equal = timingSafeEqual(hashPassword(password), stored ?? NOBODY);
  return equal && stored !== null;
}
