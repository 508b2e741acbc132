import { LIMITS } from '../limits.ts';
import { words } from '../words/index.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const UNFIT = /[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/;

/**
 * Why a text is not a valid topic filter (MQTT 3.1.1, section 4.7), in words, or `null` if it is one.
 * Control characters are refused too, as the standard lets a server do (1.5.3).
 */
export function filterFault(filter: string): string | null {
  const fault = textFault(filter);
  if (fault) return fault;
  const levels = filter.split('/');
  for (const [index, level] of levels.entries()) {
    if (level.includes('#') && (level !== '#' || index !== levels.length - 1)) return words.devices.filterFaults.hash;
    if (level.includes('+') && level !== '+') return words.devices.filterFaults.plus;
  }
  return null;
}

/** Why a text is not a valid topic name to publish to, in words, or `null` if it is one. */
export function topicFault(topic: string): string | null {
  return /[+#]/.test(topic) ? words.devices.filterFaults.wildcard : textFault(topic);
}

function textFault(text: string): string | null {
  if (text === '') return words.devices.filterFaults.empty;
  if (Buffer.byteLength(text) > LIMITS.topicBytes) return words.devices.filterFaults.long(LIMITS.topicBytes);
  if (text.split('/').length > LIMITS.topicLevels) return words.devices.filterFaults.deep(LIMITS.topicLevels);
  if (UNFIT.test(text)) return words.devices.filterFaults.control;
  if (!text.isWellFormed()) return words.devices.filterFaults.malformed;
  return null;
}

/** A set of topic filters, compiled so that a check costs the depth of the topic, not the number of filters. */
export interface FilterSet {
  /** True if one of the filters matches the topic (MQTT 3.1.1, 4.7). */
  matches(topic: string): boolean;
  /** True if every topic that `filter` can match is also matched by one single filter of the set. */
  covers(filter: string): boolean;
}

interface Node {
  next: Map<string, Node>;
  any: Node | null;
  rest: boolean;
  end: boolean;
}

const node = (): Node => ({ next: new Map(), any: null, rest: false, end: false });

/** Compiles filters. Invalid ones are left out: they match nothing. */
export function compileFilters(filters: readonly string[]): FilterSet {
  const root = node();
  for (const filter of filters) {
    if (filterFault(filter) !== null) continue;
    let at = root;
    for (const level of filter.split('/')) {
      if (level === '#') {
        at.rest = true;
        break;
      }
      at = step(at, level);
    }
    if (!filter.endsWith('#')) at.end = true;
  }
  return {
    matches: (topic) => walk(root, topic.split('/'), 0),
    covers: (filter) => filterFault(filter) === null && walk(root, filter.split('/'), 0),
  };
}

function step(at: Node, level: string): Node {
  if (level === '+') {
    at.any ??= node();
    return at.any;
  }
  let next = at.next.get(level);
  if (!next) {
    next = node();
    at.next.set(level, next);
  }
  return next;
}

/**
 * Walks a topic, or a filter taken level by level: `+` is only covered by `+` or `#`, and `#` only by `#`.
 * Wildcards at the first level do not reach topics that begin with `$` (MQTT-4.7.2-1).
 */
function walk(at: Node, levels: readonly string[], index: number): boolean {
  const level = levels[index];
  const reserved = index === 0 && level?.startsWith('$') === true;
  if (at.rest && !reserved) return true;
  if (level === undefined) return at.end;
  if (level === '#') return false;
  if (at.any && !reserved && walk(at.any, levels, index + 1)) return true;
  if (level === '+') return false;
  const next = at.next.get(level);
  return next !== undefined && walk(next, levels, index + 1);
}
