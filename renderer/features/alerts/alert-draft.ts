import type { AlertRule } from '../../../electron/contract/alerts.ts';
import { isWholeNumber } from '../../numbers.ts';
import { strings } from '../../strings/index.ts';

/** A rule as it is being typed. */
export interface AlertDraft {
  when: AlertRule['when'];
  minutes: string;
  value: string;
  path: string;
}

export const emptyAlertDraft: AlertDraft = { when: 'silent', minutes: '10', value: '', path: '' };

/** The contract's bound on how long silence is waited for. */
const MINUTES_MOST = 10_080;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

const isNumber = (text: string): boolean => NUMBER.test(text.trim()) && Number.isFinite(Number(text));

/** What is wrong with the minutes, `null` if nothing. */
export const minutesProblem = (text: string): string | null => (isWholeNumber(text, 1, MINUTES_MOST) ? null : strings.alerts.minutesWrong);

/** What is wrong with the number, `null` if nothing or while there is none yet. */
export const valueProblem = (text: string): string | null => (text.trim() === '' || isNumber(text) ? null : strings.alerts.valueWrong);

/** The rule that was typed; `null` while something is missing or wrong. */
export function ruleOf({ when, minutes, value, path }: AlertDraft): AlertRule | null {
  if (when === 'changed') return { when };
  if (when === 'silent') return minutesProblem(minutes) ? null : { when, minutes: Number(minutes) };
  return isNumber(value) ? { when, value: Number(value), path: path.trim() } : null;
}
