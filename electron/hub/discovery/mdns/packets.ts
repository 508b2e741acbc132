import {
  AUTHORITATIVE_ANSWER,
  decode,
  encode,
  type RecordType,
  TRUNCATED_RESPONSE,
  type Question as WireQuestion,
  type Answer as WireRecord,
} from 'dns-packet';
import { LIMITS } from '../../limits.ts';
import { type MdnsRecord, recordBytes } from './records.ts';
import { soundPacket } from './shape.ts';

export interface Question {
  name: string;
  /** For example `PTR`; `ANY` asks for all. */
  type: string;
  /** The asker wants the answer for itself alone. */
  unicast: boolean;
}

export interface Packet {
  id: number;
  response: boolean;
  /** More of it follows in other packets. */
  truncated: boolean;
  questions: Question[];
  answers: MdnsRecord[];
  authorities: MdnsRecord[];
  additionals: MdnsRecord[];
}

const HEADER_BYTES = 12;
/** Of a question beside the letters of its name: the first length, the end, type and class. */
const QUESTION_BYTES = 6;
/** The library knows it, its types do not. */
const ANY = 'ANY' as RecordType;
const OPCODE_AND_RCODE = 0x780f;
/** What the library makes of the classes IN and ANY with the highest bit set, which it does not know in questions. */
const UNICAST_CLASSES: ReadonlySet<string> = new Set(['UNKNOWN_32769', 'UNKNOWN_33023']);
const CLASSES: ReadonlySet<string> = new Set(['IN', 'ANY', ...UNICAST_CLASSES]);

/** Reads a packet; `null` if it is malformed, too large, or no mDNS. Records and questions that the hub has no use for are left out. */
export function readPacket(data: Buffer): Packet | null {
  const sound = soundPacket(data);
  if (!sound) return null;
  try {
    const packet = decode(sound);
    if (((packet.flags ?? 0) & OPCODE_AND_RCODE) !== 0) return null;
    return {
      id: packet.id ?? 0,
      response: packet.type === 'response',
      truncated: packet.flag_tc,
      questions: (packet.questions ?? []).flatMap(readQuestion),
      answers: (packet.answers ?? []).flatMap(readRecord),
      authorities: (packet.authorities ?? []).flatMap(readRecord),
      additionals: (packet.additionals ?? []).flatMap(readRecord),
    };
  } catch {
    return null;
  }
}

function readQuestion({ name, type, class: kind = 'IN' }: WireQuestion): Question[] {
  return CLASSES.has(kind) ? [{ name, type, unicast: UNICAST_CLASSES.has(kind) }] : [];
}

function readRecord(record: WireRecord): MdnsRecord[] {
  if (record.type === 'OPT' || record.class !== 'IN') return [];
  const { name } = record;
  const [ttl, flush] = [record.ttl ?? 0, record.flush ?? false];
  switch (record.type) {
    case 'A':
    case 'AAAA':
    case 'PTR':
      return [{ type: record.type, name, ttl, flush, data: record.data }];
    case 'SRV':
      return [{ type: 'SRV', name, ttl, flush, data: record.data }];
    case 'TXT':
      return [{ type: 'TXT', name, ttl, flush, data: [record.data].flat().map((each) => Buffer.from(each)) }];
    default:
      return [];
  }
}

type Asked = Omit<Question, 'unicast'>;

/** A question on the wire that says what its name shall be used for (RFC 6762, 8.1). */
export function writeProbe(name: string, authorities: MdnsRecord[]): Buffer {
  return encode({
    type: 'query',
    questions: [{ name, type: ANY }],
    authorities: authorities.map((record) => ({ ...record, flush: false })),
  });
}

/** Questions on the wire, in as many packets as they need. Known answers that do not fit the last are left out: they only save others an answer. */
export function writeQuery(asked: Asked[], known: MdnsRecord[] = []): Buffer[] {
  const packets: Asked[][] = [];
  let room = 0;
  for (const question of asked) {
    const bytes = Buffer.byteLength(question.name) + QUESTION_BYTES;
    if (bytes > room) {
      packets.push([]);
      room = LIMITS.mdnsSentBytes - HEADER_BYTES;
    }
    packets.at(-1)?.push(question);
    room -= bytes;
  }
  return packets.map((part, index) => {
    const answers = index === packets.length - 1 ? fitInto(known, room) : [];
    return encode({ type: 'query', questions: part as WireQuestion[], answers });
  });
}

/** Answers on the wire, in as many packets as they need. Additional records that do not fit the last one are left out. */
export function writeResponse(answers: MdnsRecord[], additionals: MdnsRecord[]): Buffer[] {
  const packets: MdnsRecord[][] = [];
  let room = 0;
  for (const record of answers) {
    const { length } = recordBytes(record);
    if (length > room) {
      packets.push([]);
      room = LIMITS.mdnsSentBytes - HEADER_BYTES;
    }
    packets.at(-1)?.push(record);
    room -= length;
  }
  return packets.map((part, index) => encodeResponse(0, [], part, index === packets.length - 1 ? fitInto(additionals, room) : []));
}

/** The answer to a plain DNS client: with its id and question, in one packet, marked if not all fits (RFC 6762, 6.7). */
export function writeLegacyResponse(id: number, questions: Question[], answers: MdnsRecord[], additionals: MdnsRecord[]): Buffer {
  const asked = questions.map(({ name, type }) => ({ name, type })) as WireQuestion[];
  const room = LIMITS.mdnsSentBytes - encode({ type: 'response', questions: asked }).length;
  const fitting = fitInto(answers.map(asLegacy), room);
  const rest = fitInto(additionals.map(asLegacy), room - fitting.reduce((sum, record) => sum + recordBytes(record).length, 0));
  return encodeResponse(id, asked, fitting, rest, fitting.length < answers.length);
}

/** The records from the beginning that fit into `room` bytes. */
function fitInto(records: MdnsRecord[], room: number): MdnsRecord[] {
  let used = 0;
  return records.filter((record) => {
    used += recordBytes(record).length;
    return used <= room;
  });
}

const asLegacy = (record: MdnsRecord): MdnsRecord => ({ ...record, ttl: Math.min(record.ttl, LIMITS.mdnsLegacyTtlSeconds), flush: false });

function encodeResponse(
  id: number,
  questions: WireQuestion[],
  answers: MdnsRecord[],
  additionals: MdnsRecord[],
  truncated = false,
): Buffer {
  const flags = AUTHORITATIVE_ANSWER | (truncated ? TRUNCATED_RESPONSE : 0);
  return encode({ type: 'response', id, flags, questions, answers, additionals });
}
