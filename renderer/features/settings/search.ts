import { strings } from '../../strings/index.ts';
import type { Setting } from './setting.ts';

/** Without case and accents, so that `cafe` finds `Café`. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase();

/** All words of a setting that it can be found by. */
function wordsIn(setting: Setting): string {
  const { label, hint, also, unit = '', options = {}, optionHints = {} } = setting.words();
  const section = strings.settings.sections[setting.section];
  return plain([section, label, hint, also, unit, ...Object.values(options), ...Object.values(optionHints)].join(' '));
}

/** Those settings that have every word of a text, in whatever order; all of them for an empty one. */
export function findSettings(text: string, settings: readonly Setting[]): Setting[] {
  const wanted = plain(text).split(/\s+/).filter(Boolean);
  return settings.filter((setting) => {
    const words = wordsIn(setting);
    return wanted.every((word) => words.includes(word));
  });
}
