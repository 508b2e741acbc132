import type { Language } from '../../contract/language.ts';
import { de } from './de/index.ts';
import { en } from './en/index.ts';

/** What a translation must provide. */
export type Words = typeof en;

/**
 * Every sentence that the hub says to people: errors, the activity log, problems and what to do about them. What it answers devices and
 * programs stays English. To be read when a sentence is made, never kept: the language may change while the hub runs.
 */
export const words: Words = { ...en };

let spoken: Language = 'en';

/** The language that is spoken now; for whoever works in this hub's name on another thread. */
export const spokenLanguage = (): Language => spoken;

/** From now on the hub speaks this language. What it wrote before stays as it is. */
export function speak(language: Language): void {
  spoken = language;
  Object.assign(words, language === 'de' ? de : en);
}
