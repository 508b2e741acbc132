import { type Language, languageFor } from '../contract/language.ts';
import { posixLocale } from '../desktop/posix-locale.ts';
import { de } from './words/de.ts';
import { en, type Words } from './words/en.ts';

/** The words of the hub without a screen. To be read when something is printed, never kept. */
export const words: Words = { ...en };

/** From now on what is printed is in this language. */
export function speak(language: Language): void {
  Object.assign(words, language === 'de' ? de : en);
}

/** The language of a console: that of its environment, or else the system's. */
export const consoleLanguage = (env: NodeJS.ProcessEnv): Language =>
  languageFor('system', posixLocale(env) ?? Intl.DateTimeFormat().resolvedOptions().locale);
