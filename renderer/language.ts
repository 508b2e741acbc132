import { pageSchema } from '../electron/contract/desktop.ts';
import { type Language, languageFor } from '../electron/contract/language.ts';
import type { Client } from './bridge.ts';
import type { AppStore } from './store.ts';

/** Where the page that was open is kept while the document is loaded anew. */
const PAGE_KEY = 'porchlight.page';

/** What decides the language: what this computer speaks, and the one to draw in. */
export interface Spoken {
  locale: string;
  language: Language;
}

/** Asks for the language. Where nobody can answer, for example before a browser has logged in, it is the browser's own. */
export async function askLanguage(client: Client): Promise<Spoken> {
  try {
    const [{ language }, { locale }] = await Promise.all([client.call('desktop.preferences', {}), client.call('desktop.abilities', {})]);
    return { locale, language: languageFor(language, locale) };
  } catch {
    const locale = navigator.language;
    return { locale, language: languageFor('system', locale) };
  }
}

/**
 * Loads the document anew when the person chose a language that it is not drawn in, and opens the page at which they were: words are
 * read as modules load, so that no text can be left behind in the other language.
 */
export function followLanguage(client: Client, store: AppStore, spoken: Spoken, reload = () => location.reload()): void {
  const page = pageSchema.safeParse(sessionStorage.getItem(PAGE_KEY));
  sessionStorage.removeItem(PAGE_KEY);
  if (page.success) store.setState({ page: page.data });
  client.onUpdate((update) => {
    if (update.kind !== 'preferences' || languageFor(update.preferences.language, spoken.locale) === spoken.language) return;
    sessionStorage.setItem(PAGE_KEY, store.getState().page);
    reload();
  });
}
