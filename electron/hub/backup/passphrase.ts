import { hkdfSync, scryptSync, timingSafeEqual } from 'node:crypto';
import { words } from '../words/index.ts';
import { type Header, type ScryptCost, scryptBytes } from './format.ts';
import { Unusable } from './problems.ts';

const KEY_BYTES = 32;

/** What a passphrase becomes; see format.ts. Takes about half a second and the memory that `cost` says. */
export function derive(passphrase: string, salt: Buffer, cost: ScryptCost): { key: Buffer; check: Buffer } {
  const { log2N, r, p } = cost;
  // The same passphrase has more than one spelling in Unicode, and keyboards differ.
  const secret = Buffer.from(passphrase.normalize('NFKC'));
  const root = scryptSync(secret, salt, KEY_BYTES, { N: 2 ** log2N, r, p, maxmem: 2 * scryptBytes(cost) });
  const part = (info: string) => Buffer.from(hkdfSync('sha256', root, '', info, KEY_BYTES));
  return { key: part('porchlight backup key'), check: part('porchlight backup check') };
}

/** The key of a file. Throws {@link Unusable} if the passphrase is not that of the file. */
export function keyOf({ salt, cost, check: expected }: Header, passphrase: string): Buffer {
  const { key, check } = derive(passphrase, salt, cost);
  if (!timingSafeEqual(check, expected)) throw new Unusable(words.backup.wrongPassphrase);
  return key;
}
