import { type MdnsRecord, orderBytes } from './records.ts';

/**
 * Which of two machines that probe for one name at the same moment gets it: below 0 if `ours` comes earlier and so loses, above 0
 * if it wins, 0 if both want to say the same (RFC 6762, 8.2).
 */
export function compareProbes(ours: MdnsRecord[], theirs: MdnsRecord[]): number {
  const [mine, others] = [ordered(ours), ordered(theirs)];
  for (const [index, own] of mine.entries()) {
    const other = others[index];
    if (!other) return 1;
    const order = Buffer.compare(own, other);
    if (order !== 0) return order;
  }
  return mine.length - others.length;
}

const ordered = (records: MdnsRecord[]) => records.map(orderBytes).sort(Buffer.compare);
