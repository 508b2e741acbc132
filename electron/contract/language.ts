import type { Preferences } from './desktop.ts';

/** The languages that Porchlight speaks. */
export type Language = 'en' | 'de';

/** The language that a person reads: the one they chose, or else that of the system (as BCP 47 writes it, "de-AT"), or else English. */
export function languageFor(choice: Preferences['language'], systemLocale: string): Language {
  if (choice !== 'system') return choice;
  return /^de\b/i.test(systemLocale) ? 'de' : 'en';
}
