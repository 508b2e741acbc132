import type { TopicValue } from '../../contract/topics.ts';
import { LIMITS } from '../limits.ts';
import { bytesOf, numberIn, readable } from './payloads.ts';
import type { TopicNode, Value } from './topic-node.ts';
import type { NameOf } from './topic-row.ts';

/** What a client is to add to what it has of a topic, or, after a reset, all that it is to have. Oldest first. */
export interface NewValues {
  reset: boolean;
  values: TopicValue[];
  /** There are older ones than were ever sent since the last reset. */
  more: boolean;
}

/** The values of one topic as one client gets them: first the newest page, then what is new. Never more than a page at once. */
export class ValueFeed {
  private node: TopicNode | null = null;
  private firstSent = 0;
  private lastSent = 0;

  /** What came since the last time. If that is more than a page, or another topic, the client starts anew. */
  take(node: TopicNode, nameOf: NameOf): NewValues {
    const isKnown = this.node === node;
    const { values: fresh, whole } = pageOf(node.newest, isKnown ? this.lastSent : 0);
    const reset = !isKnown || !whole;
    if (reset) this.firstSent = fresh.at(-1)?.seq ?? node.seq + 1;
    this.node = node;
    this.lastSent = node.seq;
    const more = node.oldest !== null && node.oldest.seq < this.firstSent;
    return { reset, values: fresh.reverse().map((value) => toValue(value, nameOf)), more };
  }

  /** Forgets what was sent: the next time starts anew. */
  restart(): void {
    this.node = null;
  }
}

/** One page of the values of a topic that came before `before`, newest first. */
export function olderValues(node: TopicNode | null, before: number, nameOf: NameOf): { values: TopicValue[]; more: boolean } {
  let from = node?.newest ?? null;
  while (from && from.seq >= before) from = from.older;
  const { values, whole } = pageOf(from, 0);
  return { values: values.map((value) => toValue(value, nameOf)), more: !whole };
}

/** A value and those before it that came after `seq`, newest first. `whole`: they all fit one page. */
function pageOf(from: Value | null, seq: number): { values: Value[]; whole: boolean } {
  const values: Value[] = [];
  let bytes = 0;
  for (let value = from; value && value.seq > seq; value = value.older) {
    bytes += value.bytes.length;
    if (values.length === LIMITS.topicValuesPage || (values.length > 0 && bytes > LIMITS.topicPageBytes)) return { values, whole: false };
    values.push(value);
  }
  return { values, whole: true };
}

function toValue(value: Value, nameOf: NameOf): TopicValue {
  const payload = bytesOf(value);
  const cut = payload.length < value.size;
  return {
    seq: value.seq,
    at: value.at,
    size: value.size,
    payload: payload.toString('base64'),
    ...readable(payload, cut),
    cut,
    number: numberIn({ payload, size: value.size }),
    publisher: nameOf(value.deviceId),
    qos: value.qos,
    retained: value.retained,
  };
}
