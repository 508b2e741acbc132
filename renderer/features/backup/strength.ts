import { PASSPHRASE_CHARS } from '../../../electron/contract/backup.ts';

export type Strength = 'weak' | 'fair' | 'good';

/**
 * How hard a passphrase is to guess, as far as its letters show; `null` while it is too short. Nobody can tell from it whether it is
 * a known phrase, so what is said about it must not promise more.
 */
export function strengthOf(passphrase: string): Strength | null {
  const characters = [...passphrase];
  if (characters.length < PASSPHRASE_CHARS.least) return null;
  const different = new Set(characters.map((character) => character.toLowerCase())).size;
  const onlyDigits = /^[\d\s.-]+$/.test(passphrase);
  if (characters.length < 15 || different < 7 || (onlyDigits && characters.length < 25)) return 'weak';
  return characters.length < 22 || different < 10 ? 'fair' : 'good';
}
