import type { Language } from '../contract/language.ts';
import type { Door } from '../contract/model.ts';
import { NAME_LENGTH, QUIT_NAMES } from './limits.ts';
import { de } from './words/de.ts';
import { en, type Words } from './words/en.ts';

/** The words of the desktop. To be read when something is shown, never kept: the language may change while the app runs. */
export const words: Words = { ...en };
let clock = clockOf(en);

/** From now on the desktop speaks this language. What stands on the screen is to be shown anew. */
export function speak(language: Language): void {
  Object.assign(words, language === 'de' ? de : en);
  clock = clockOf(words);
}

function clockOf({ locale }: Words): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'medium', hour12: false });
}

/**
 * A text from strangers, safe to hand to the desktop, of at most so many characters: line breaks could forge further lines, and
 * marks that turn the reading direction could make it read as another.
 */
export function cleanLine(text: string, most: number): string {
  const plain = text
    .normalize('NFC')
    // Cc: control. Cf: format, among them every mark for direction and zero-width. Zl, Zp: line and paragraph separators.
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  const characters = [...plain];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : plain;
}

/** A device's name, safe to hand to the desktop. */
export const cleanName = (name: string): string => cleanLine(name, NAME_LENGTH) || words.unnamed;

/** The tray's line about the door. It names the moment at which the door closes, because that stays true while a person reads it. */
export function doorWords({ state, until, minutes }: Door & { minutes: number }): string {
  if (state === 'always') return words.door.always;
  if (state === 'open') return until === null ? words.door.close : words.door.closeOpenUntil(clock.format(until));
  return words.door.open(minutes);
}

/** The tray's line about the inbox. */
export const waitingWords = (count: number): string => words.waiting(count);

/** The tray's line about a newer version. */
export const updateWords = (version: string): string => words.newer(cleanLine(version, NAME_LENGTH));

/** The question before the app ends while devices are connected: `names` as they call themselves. */
export function quitWords(names: readonly string[]): { message: string; detail: string; quit: string; stay: string } {
  const { message, detail, quit, stay } = words.quitting;
  const named = names.slice(0, QUIT_NAMES).map(cleanName);
  return { message: message(names.length), detail: detail(named.join(', '), names.length - named.length, names.length), quit, stay };
}
