/** Counts things in the numbers and by the rules of a language. */
const pluralIn = (locale: string) => {
  const numbers = new Intl.NumberFormat(locale);
  const rules = new Intl.PluralRules(locale);
  return (count: number, one: string, many: string): string => `${numbers.format(count)} ${rules.select(count) === 'one' ? one : many}`;
};

/** "1 device", "2 devices". */
export const plural = pluralIn('en-GB');

/** „1 Gerät“, „2 Geräte“. */
export const pluralDe = pluralIn('de-DE');

const numbersDe = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 20 });

/** „1.234,5“, with every digit that the number has. */
export const numberDe = (value: number): string => numbersDe.format(value);
