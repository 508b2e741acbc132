import { QUEUE_AGES_MS, type QueueShape } from '../contract/queues.ts';
import { LIMITS } from './limits.ts';
import type { QueueReport } from './queues-report.ts';
import { cleanText } from './text.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function ageName(ms: number): string {
  if (ms < HOUR) return `${ms / MINUTE}m`;
  return ms < DAY ? `${ms / HOUR}h` : `${ms / DAY}d`;
}

/** `T` is the total; each age is the upper bound of its column, and the last has none. */
const HEADER = ['T', ...QUEUE_AGES_MS.map(ageName), `${ageName(QUEUE_AGES_MS.at(-1) ?? 0)}+`];

const UNITS = ['', 'k', 'M', 'G', 'T'];

/** Bytes in at most four digits: `812`, `1.2k`, `34M`. */
function shortBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (Math.round(value) >= 1_000 && unit < UNITS.length - 1) {
    value /= 1_000;
    unit++;
  }
  const text = unit > 0 && value < 9.95 ? value.toFixed(1) : String(Math.round(value));
  return `${text}${UNITS[unit]}`;
}

/** A client id as a terminal may show it. Devices choose theirs, so it could hold what a terminal obeys. */
function shownId(clientId: string): string {
  const most = LIMITS.reportClientIdChars;
  const clean = cleanText(clientId, most + 1);
  const letters = [...clean];
  if (letters.length > most) return `${letters.slice(0, most - 1).join('')}…`;
  return clean || '?';
}

/** The table that Postfix's `qshape` prints: ages across, the total first, then each client, the worst on top. */
export function queueTable({ totals, rows }: QueueReport, by: keyof QueueShape): string {
  const shown = by === 'bytes' ? shortBytes : String;
  const line = (name: string, shape: QueueShape) => {
    const total = shape[by].reduce((all, count) => all + count, 0);
    return [name, ...[total, ...shape[by]].map(shown)];
  };
  const table = [['', ...HEADER], line('TOTAL', totals), ...rows.map((row) => line(shownId(row.clientId), row))];
  const widths = table[0]?.map((_, column) => table.reduce((most, cells) => Math.max(most, cells[column]?.length ?? 0), 0)) ?? [];
  return table.map((cells) => `${cells.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  ')}\n`).join('');
}

/** The same and more for programs. Plain ASCII: no client id can hide anything in it. */
export function queueJson(report: QueueReport): string {
  const text = JSON.stringify({ ...report, agesMs: QUEUE_AGES_MS }, null, 2);
  return `${text.replace(/[\u007f-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
