import type { Language } from '../../electron/contract/language.ts';
import { en } from './en.ts';

/** What a translation must provide. */
export type Strings = typeof en;

/** All text that people see, in the language that was chosen; English before that. */
export const strings: Strings = { ...en };

/**
 * To be called once, before anything is imported that uses `strings`: many a module reads them as it loads. For another language the
 * page is loaded anew.
 */
export async function chooseLanguage(language: Language): Promise<void> {
  document.documentElement.lang = language;
  if (language === 'de') Object.assign(strings, (await import('./de.ts')).de);
}
