import { LIMITS } from '../limits.ts';
import { words } from '../words/index.ts';
import type { Line, Remarks } from './remarks.ts';

const MARK = '\uFEFF';

/**
 * The lines of a file that hold something, numbered from 1. Comments and empty lines are left out as Mosquitto does: `#` begins
 * a comment only as the very first character. A line that cannot be text is remarked on and left out.
 */
export function linesOf(file: string, bytes: Uint8Array, remark: Remarks): Line[] {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const lines: Line[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const number = index + 1;
    let line = raw.replace(/\r+$/, '');
    if (number === 1 && line.startsWith(MARK)) {
      line = line.slice(1);
      remark('wrong', { file, number }, '', words.mosquitto.lines.mark);
    }
    if (line.startsWith('#') || line.trim() === '') continue;
    const fault = lineFault(line);
    if (fault) remark('wrong', { file, number }, '', fault);
    else lines.push({ file, number, text: line });
  }
  return lines;
}

function lineFault(line: string): string | null {
  if (line.length > LIMITS.mosquittoLineChars) return words.mosquitto.lines.long(LIMITS.mosquittoLineChars);
  if (line.includes('\uFFFD')) return words.mosquitto.lines.malformed;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(line)) return words.mosquitto.lines.control;
  return null;
}

/** The first word of a line, as Mosquitto cuts it, at spaces alone, and what follows without the blanks around it. */
export function firstWord(text: string): { word: string; rest: string } {
  const [, word = '', rest = ''] = /^ *([^ ]*)(?: (.*))?$/s.exec(text) ?? [];
  return { word, rest: rest.trim() };
}

/** What is shown of a word that nobody knows. The whole file may be another than it should be, and hold passwords or keys. */
export function shownWord(word: string): string {
  const first = word.trim().split('\t')[0] as string;
  return /^(#|\w{1,40})$/.test(first) ? first : '';
}

/** Why a first word that Mosquitto does not know is none, if blanks are to blame; else `null`. */
export function blankFault(word: string): string | null {
  const first = word.split('\t')[0];
  if (word.startsWith('\t')) return words.mosquitto.lines.tabFirst;
  if (word.includes('\t')) return words.mosquitto.lines.tabBehind(first);
  if (word.startsWith('#')) return words.mosquitto.lines.comment;
  return null;
}
