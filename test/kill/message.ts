import type { Stream } from './ledger.ts';

/** One published message. Every eighth of a stream is retained, under a topic of its own. */
export interface Load {
  stream: Stream;
  seq: number;
}

const RETAINED_EACH = 8;

export const isRetained = ({ seq }: Load) => seq % RETAINED_EACH === 0;

/** What a subscriber asks for to get all of it. */
export const FILTERS = ['load/#', 'state/#'];
export const RETAINED_FILTER = 'state/#';

export function topicOf(load: Load): string {
  const { publisher, qos } = load.stream;
  return `${isRetained(load) ? 'state' : 'load'}/${publisher}/${qos}`;
}

export const payloadOf = ({ stream, seq }: Load, padding: number) => `${stream.publisher} ${stream.qos} ${seq} ${'.'.repeat(padding)}`;

export function readLoad(payload: string): Load {
  const [publisher = '', qos, seq] = payload.split(' ', 3);
  return { stream: { publisher, qos: Number(qos) as 1 | 2 }, seq: Number(seq) };
}
