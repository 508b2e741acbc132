import type { LogLevel, LogLine } from '../../contract/help.ts';
import { LIMITS } from '../limits.ts';
import { cleanText } from '../text.ts';

export interface LogQuery {
  /** Only lines with a smaller number; `null`: the newest. */
  before: number | null;
  /** This one and worse. */
  level: LogLevel;
  /** In the text or the detail, in either case. */
  text: string;
}

const WEIGHT: Record<LogLevel, number> = { info: 0, warn: 1, error: 2 };

/** What an object of JSON costs beside its texts, about. */
const LINE_BYTES = 100;

/** The newest lines of the program's log, bounded in number and bytes; the oldest make room. What comes in is masked already. */
export class LogLines {
  private lines: LogLine[] = [];
  private bytes = 0;
  private last = 0;

  /** One line as pino writes it, parsed. Whatever is in it, it is kept as plain text on one line. */
  add({ level, time, msg, ...rest }: Record<string, unknown>): void {
    const detail = Object.keys(rest).length === 0 ? '' : cleanText(JSON.stringify(rest), LIMITS.logDetailChars);
    const line: LogLine = {
      number: ++this.last,
      at: typeof time === 'number' ? time : 0,
      level: levelOf(level),
      text: cleanText(typeof msg === 'string' ? msg.replace(/\s+/g, ' ') : '', LIMITS.logTextChars),
      detail,
    };
    this.lines.push(line);
    this.bytes += costOf(line);
    while (this.lines.length > LIMITS.logLines || this.bytes > LIMITS.logBytes) this.bytes -= costOf(this.lines.shift() as LogLine);
  }

  /** The newest lines that match, oldest first, at most {@link LIMITS.logPage}; `more`: there are older ones. */
  read({ before, level, text }: LogQuery): { lines: LogLine[]; more: boolean } {
    const wanted = text.toLowerCase();
    const found: LogLine[] = [];
    for (let at = this.lines.length - 1; at >= 0 && found.length <= LIMITS.logPage; at--) {
      const line = this.lines[at] as LogLine;
      if (before !== null && line.number >= before) continue;
      if (WEIGHT[line.level] < WEIGHT[level]) continue;
      if (wanted === '' || line.text.toLowerCase().includes(wanted) || line.detail.toLowerCase().includes(wanted)) found.push(line);
    }
    return { lines: found.slice(0, LIMITS.logPage).reverse(), more: found.length > LIMITS.logPage };
  }

  /** The newest lines that take no more than so many bytes, oldest first. */
  newest(most: number): LogLine[] {
    let bytes = 0;
    let first = this.lines.length;
    while (first > 0) {
      bytes += costOf(this.lines[first - 1] as LogLine);
      if (bytes > most) break;
      first--;
    }
    return this.lines.slice(first);
  }
}

const costOf = ({ text, detail }: LogLine) => Buffer.byteLength(text) + Buffer.byteLength(detail) + LINE_BYTES;

/** Pino's numbers: 40 is a warning, 50 an error. */
function levelOf(level: unknown): LogLevel {
  const number = typeof level === 'number' ? level : 0;
  if (number >= 50) return 'error';
  return number >= 40 ? 'warn' : 'info';
}
