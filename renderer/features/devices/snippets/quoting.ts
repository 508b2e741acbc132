/** Quotes only what a shell would read as more than a word. */
export const shellWord = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : shellQuoted(text));

/** A shell's word in single quotes, whatever it holds. */
export const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** Characters that JSON leaves as they are, and that some readers of YAML and Python refuse or take for an end of line. */
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A string in double quotes that JSON, YAML and Python read alike. Never longer than one line. */
export const quoted = (text: string): string =>
  JSON.stringify(text.toWellFormed()).replace(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is for
const ASCII_CONTROLS = /[\x00-\x1f\x7f]/g;

/** A string literal of C and C++. Never longer than one line. */
export function cString(text: string): string {
  // A question mark is escaped as well: two of them and a third character were once read as one.
  const escaped = text.toWellFormed().replace(/["\\?]/g, '\\$&');
  return `"${escaped.replace(ASCII_CONTROLS, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`)}"`;
}

/** Moves every line of a text to the right. */
export const indented = (text: string, spaces: number): string => text.trimEnd().replace(/^/gm, ' '.repeat(spaces));
