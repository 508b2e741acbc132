import { INITIAL_LIMITS, LIMIT_RANGES } from '../../../electron/contract/limit-ranges.ts';
import type { BrokerLimits, QueueCaps } from '../../../electron/contract/limits.ts';
import { wholeNumber } from '../../format.ts';
import { isWholeNumber } from '../../numbers.ts';
import { strings } from '../../strings/index.ts';

type NumbersOf<T> = { [K in keyof T]: T[K] extends number ? K : never }[keyof T];
/** The limits of a queue that are numbers. */
export type QueueLimitName = NumbersOf<QueueCaps>;
/** All other limits. */
export type PlainLimitName = NumbersOf<BrokerLimits>;
export type LimitName = QueueLimitName | PlainLimitName;

const { queue: queueRanges, ...plainRanges } = LIMIT_RANGES;
const ranges: Record<LimitName, readonly [number, number]> = { ...queueRanges, ...plainRanges };
const { queue: initialQueue, ...plainInitials } = INITIAL_LIMITS;
const initials: Record<LimitName, number> = { ...initialQueue, ...plainInitials };

/** How many make one of the unit that people see and type. */
const UNITS: Partial<Record<LimitName, number>> = {
  bytes: 1_024,
  retainedBytes: 1_048_576,
  packetBytes: 1_024,
  bytesPerSecond: 1_024,
};
const unitOf = (name: LimitName): number => UNITS[name] ?? 1;

/** A limit as it stands in its field, in its unit. */
export const limitText = (name: LimitName, value: number): string => String(Number((value / unitOf(name)).toFixed(2)));

/** What a text stands for; only for one in which nothing is wrong. */
export const limitValue = (name: LimitName, text: string): number => Number(text) * unitOf(name);

export const initialLimit = (name: LimitName): number => initials[name];

const shown = (name: LimitName, value: number): string => wholeNumber(value / unitOf(name));

/** The default with its unit, in words. */
export const initialInWords = (name: LimitName): string => `${shown(name, initials[name])} ${strings.limits.units[name]}`;

/** Range and default, in words. */
export function rangeInWords(name: LimitName): string {
  const [least, most] = ranges[name];
  return strings.limits.range(shown(name, least), shown(name, most), shown(name, initials[name]));
}

/** What is wrong with a text, `null` if nothing. */
export function limitProblem(name: LimitName, text: string): string | null {
  const [least, most] = ranges[name];
  const unit = unitOf(name);
  if (isWholeNumber(text, least / unit, most / unit)) return null;
  return strings.limits.wrong(shown(name, least), shown(name, most));
}
