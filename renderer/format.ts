import { strings } from './strings/index.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const numbers = new Intl.NumberFormat(strings.locale);
const stamps = new Intl.DateTimeFormat(strings.locale, { dateStyle: 'medium', timeStyle: 'medium' });
const days = new Intl.DateTimeFormat(strings.locale, { dateStyle: 'medium' });
const clocks = new Intl.DateTimeFormat(strings.locale, { timeStyle: 'medium', hour12: false });

/** How long ago a moment was, in words. A moment ahead of this clock counts as now. */
export function relativeTime(at: number, now: number): string {
  const ago = now - at;
  if (ago < 2 * SECOND) return strings.time.now;
  if (ago < MINUTE) return strings.time.seconds(Math.floor(ago / SECOND));
  if (ago < HOUR) return strings.time.minutes(Math.floor(ago / MINUTE));
  if (ago < DAY) return strings.time.hours(Math.floor(ago / HOUR));
  if (ago < 7 * DAY) return strings.time.days(Math.floor(ago / DAY));
  return days.format(at);
}

/** Seconds as "47 s" or "9:05". */
export function duration(seconds: number): string {
  if (seconds < 60) return strings.time.secondsLeft(seconds);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

export const fullTime = (at: number): string => stamps.format(at);
const minutes = new Intl.DateTimeFormat(strings.locale, { hour: '2-digit', minute: '2-digit', hour12: false });

const shortDays = new Intl.DateTimeFormat(strings.locale, { day: 'numeric', month: 'short' });
const fractions = ([1, 2, 3] as const).map(
  (fractionalSecondDigits) =>
    new Intl.DateTimeFormat(strings.locale, {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      fractionalSecondDigits,
      hour12: false,
    }),
);

/** A time for an axis whose marks are `step` seconds apart: just fine enough that no two marks read the same. */
export function axisTime(at: number, step: number): string {
  const digits = Math.min(3, Math.ceil(-Math.log10(step) - 1e-9));
  if (digits > 0) return (fractions[digits - 1] ?? clocks).format(Math.round(at));
  if (step < 60) return clocks.format(at);
  return (step < DAY / SECOND ? minutes : shortDays).format(at);
}
export const clockTime = (at: number): string => clocks.format(at);
export const wholeNumber = (value: number): string => numbers.format(value);

const tenths = new Intl.NumberFormat(strings.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1, useGrouping: false });

/** Bytes in the unit that reads best. */
export function byteSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${tenths.format(bytes / 1_000)} kB`;
  return `${tenths.format(bytes / 1_000_000)} MB`;
}

/** A limit of bytes, which people set in steps of 1,024. */
export function binarySize(bytes: number): string {
  const [value, unit] = bytes < 1_048_576 ? [bytes / 1_024, 'KiB'] : [bytes / 1_048_576, 'MiB'];
  return `${numbers.format(Number(value.toFixed(1)))} ${unit}`;
}

/** Joins the class names that apply. */
export const classes = (...names: (string | false | null | undefined)[]): string => names.filter(Boolean).join(' ');
