import { nameKey } from './names.ts';
import type { Question } from './packets.ts';
import { type MdnsRecord, recordKey, setKey } from './records.ts';

/** The own records that answer the questions, without those that the asker knows well enough (RFC 6762, 7.1). */
export function answersTo(questions: Question[], own: MdnsRecord[], known: MdnsRecord[]): MdnsRecord[] {
  const knownTtl = new Map(known.map((record) => [recordKey(record), record.ttl]));
  const byName = Map.groupBy(own, (record) => nameKey(record.name));
  const answers = questions.flatMap(({ name, type }) => {
    const named = byName.get(nameKey(name)) ?? [];
    const exact = named.filter((record) => (type === 'ANY' ? record.type !== 'NSEC' : record.type === type));
    // That there is no such record is an answer too (RFC 6762, 6.1).
    return exact.length > 0 ? exact : named.filter((record) => record.type === 'NSEC');
  });
  const unknown = unique(answers).filter((record) => (knownTtl.get(recordKey(record)) ?? 0) < record.ttl / 2);
  return wholeSets(unknown, answers);
}

/** What whoever gets these answers will ask for next (RFC 6763, 12). */
export function additionalsOf(answers: MdnsRecord[], own: MdnsRecord[]): MdnsRecord[] {
  const have = new Set(answers.map(recordKey));
  const names = new Set(answers.flatMap(namedBy));
  for (const record of own) if (names.has(nameKey(record.name))) for (const name of namedBy(record)) names.add(name);
  return own.filter((record) => record.flush && names.has(nameKey(record.name)) && !have.has(recordKey(record)));
}

function namedBy(record: MdnsRecord): string[] {
  if (record.type === 'PTR') return [nameKey(record.data)];
  if (record.type === 'SRV') return [nameKey(record.data.target)];
  return record.type === 'A' || record.type === 'AAAA' ? [nameKey(record.name)] : [];
}

/** Each of what is said once. */
export const unique = (records: MdnsRecord[]) => [...new Map(records.map((record) => [recordKey(record), record])).values()];

/** Unique records of one name and type belong together: with one of them all are said, since they void what others remember. */
export function wholeSets(some: MdnsRecord[], all: MdnsRecord[]): MdnsRecord[] {
  const sets = new Set(some.map(setKey));
  return unique([...some, ...all.filter((record) => record.flush && sets.has(setKey(record)))]);
}
