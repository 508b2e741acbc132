import { strings } from '../../strings/index.ts';

/** A list that is being edited, with what stands in its field and was not added yet. */
export interface ListDraft {
  items: string[];
  pending: string;
}

/** What may stand in a list: the hub's own rules, so that they can be said while typing. The hub has the last word. */
export interface ListRule {
  /** What is wrong with a text, `null` if nothing. */
  check: (text: string) => string | null;
  maxLength: number;
  /** How many entries there may be. */
  most: number;
}

const words = strings.access.permission;
const PLACEHOLDERS = ['%d', '%u', '%c'];

export const listOf = (items: readonly string[]): ListDraft => ({ items: [...items], pending: '' });

function filterProblem(filter: string): string | null {
  const levels = filter.split('/');
  const isWrong = levels.some(
    (level, index) => (level.includes('#') && (level !== '#' || index < levels.length - 1)) || (level.includes('+') && level !== '+'),
  );
  if (isWrong) return words.filterWrong;
  return levels.some((level) => level.includes('%') && !PLACEHOLDERS.includes(level)) ? words.placeholderWrong : null;
}

const networkProblem = (network: string): string | null =>
  /^(\d{1,3}(\.\d{1,3}){3}|[\da-f]*:[\da-f:.]*)(\/\d{1,3})?$/i.test(network) ? null : words.networkWrong;

export const filterRule: ListRule = { check: filterProblem, maxLength: 4_096, most: 100 };
export const networkRule: ListRule = { check: networkProblem, maxLength: 64, most: 20 };

/** What is wrong with what stands in the field of a list. */
export function pendingProblem({ items, pending }: ListDraft, { check, most }: ListRule): string | null {
  const text = pending.trim();
  if (text === '') return null;
  if (items.includes(text)) return words.filterTwice;
  return items.length >= most ? words.full(most) : check(text);
}

/** The list with what stands in its field; `null` if that cannot be added. */
export function withPending(list: ListDraft, rule: ListRule): string[] | null {
  if (pendingProblem(list, rule) !== null) return null;
  const text = list.pending.trim();
  return text === '' ? list.items : [...list.items, text];
}
