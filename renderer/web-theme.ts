import type { Preferences } from '../electron/contract/desktop.ts';

const DARK = '(prefers-color-scheme: dark)';

/**
 * Draws the page in the theme that was chosen. A desktop has its pages told what the system prefers; a browser does not, so here the
 * rules for dark pages are switched on or off by hand.
 */
export function applyTheme(theme: Preferences['theme'], sheets: Iterable<CSSStyleSheet> = document.styleSheets): void {
  document.documentElement.style.colorScheme = theme === 'system' ? '' : theme;
  const condition = { system: DARK, dark: 'all', light: 'not all' }[theme];
  for (const sheet of sheets) for (const rule of darkRules(sheet)) rule.media.mediaText = condition;
}

const found = new WeakMap<CSSStyleSheet, CSSMediaRule[]>();

/** Once changed, a rule is not known by its condition any more. */
function darkRules(sheet: CSSStyleSheet): CSSMediaRule[] {
  let rules = found.get(sheet);
  if (!rules) {
    rules = [...sheet.cssRules].filter((rule): rule is CSSMediaRule => rule instanceof CSSMediaRule && rule.media.mediaText === DARK);
    found.set(sheet, rules);
  }
  return rules;
}
