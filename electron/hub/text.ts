// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]/g;

/** Text from the network as it may be shown: no control, invisible or direction-changing characters, cut to `most` characters. */
export function cleanText(text: string, most: number): string {
  const clean = text.toWellFormed().replace(HIDDEN, '').replace(/\s+/g, ' ').trim();
  return [...clean].slice(0, most).join('');
}

/** A short ASCII word made from a name: lower case letters, digits and `-`. `fallback` if nothing is left. */
export function slug(name: string, most: number, fallback: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, most)
    .replace(/^-+|-+$/g, '');
  return plain || fallback;
}

/** `wanted`, or `wanted-2`, `wanted-3` … : the first that is free and no longer than `most`. */
export function firstFree(wanted: string, most: number, taken: (name: string) => boolean): string {
  for (let count = 1; ; count++) {
    const suffix = count === 1 ? '' : `-${count}`;
    const name = `${wanted.slice(0, most - suffix.length)}${suffix}`;
    if (!taken(name)) return name;
  }
}
