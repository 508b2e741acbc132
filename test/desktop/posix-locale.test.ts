import { expect, it } from 'vitest';
import { languageFor } from '../../electron/contract/language.ts';
import { posixLocale } from '../../electron/desktop/posix-locale.ts';

it.each([
  [{ LANG: 'de_AT.UTF-8' }, 'de-AT', 'de'],
  [{ LANG: 'de' }, 'de', 'de'],
  [{ LANG: 'de_DE@euro' }, 'de-DE', 'de'],
  [{ LC_ALL: '', LC_MESSAGES: 'de_DE.UTF-8', LANG: 'en_US.UTF-8' }, 'de-DE', 'de'],
  [{ LC_ALL: 'C', LC_MESSAGES: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8' }, 'C', 'en'],
  [{ LANG: 'C.UTF-8' }, 'C', 'en'],
  [{ LANG: 'den_CA' }, 'den-CA', 'en'],
])('%j asks for %s, and Porchlight speaks %s', (env, locale, language) => {
  expect(posixLocale(env)).toBe(locale);
  expect(languageFor('system', locale)).toBe(language);
});

it.each([[{}], [{ LANG: '' }]])('%j asks for none', (env) => {
  expect(posixLocale(env)).toBeNull();
});
