import { publish } from '../load/wire.ts';

/** Bytes of every payload. */
export const PAYLOAD_BYTES = 200;

const ID_DIGITS = 7;
const LINK = { after: '","link":', width: 3 };
const SEQ = { after: ',"seq":', width: 10 };
const AT = { after: ',"at":', width: 16 };

/** The last level of a topic: no other topic has it, so that a page that shows it shows this topic. */
export const topicName = (id: number) => `t${String(id).padStart(ID_DIGITS, '0')}`;
/** What a payload of that topic begins with, and nothing else. */
export const valueMark = (name: string) => `value-of-${name}`;

/** JSON, with room for numbers at the same places in every payload. */
function payloadOf(id: number): Buffer {
  const blank = ({ width }: { width: number }) => ' '.repeat(width - 1).concat('0');
  const start = `{"of":"${valueMark(topicName(id))}${LINK.after}${blank(LINK)}${SEQ.after}${blank(SEQ)}${AT.after}${blank(AT)},"fill":"`;
  return Buffer.from(`${start}${'x'.repeat(PAYLOAD_BYTES - start.length - 2)}"}`);
}

const sample = payloadOf(0).toString();
const placeOf = ({ after, width }: { after: string; width: number }) => ({ from: sample.indexOf(after) + after.length, width });
const [LINK_AT, SEQ_AT, AT_AT] = [placeOf(LINK), placeOf(SEQ), placeOf(AT)];

/** A whole PUBLISH packet of QoS 0, to be copied and stamped. */
export const packetOf = (topic: string, id: number) => publish(topic, payloadOf(id), 0, 0);

/** Writes who sent it, its number there, and when, into the packet that ends at `end`. */
export function stamp(bytes: Buffer, end: number, link: number, seq: number, at: number): void {
  const start = end - PAYLOAD_BYTES;
  writeNumber(bytes, start, LINK_AT, link);
  writeNumber(bytes, start, SEQ_AT, seq);
  writeNumber(bytes, start, AT_AT, at);
}

/** What {@link stamp} wrote into the packet that ends at `end`. */
export function readStamp(bytes: Buffer, end: number): { link: number; seq: number; at: number } {
  const start = end - PAYLOAD_BYTES;
  return { link: readNumber(bytes, start, LINK_AT), seq: readNumber(bytes, start, SEQ_AT), at: readNumber(bytes, start, AT_AT) };
}

/** A clock that is the same in all processes, in microseconds. */
export const sharedNow = () => Number(process.hrtime.bigint() / 1_000n);

function writeNumber(bytes: Buffer, start: number, { from, width }: { from: number; width: number }, value: number): void {
  let rest = value;
  for (let at = start + from + width - 1; at >= start + from; at--) {
    bytes[at] = rest > 0 || at === start + from + width - 1 ? 48 + (rest % 10) : 32;
    rest = Math.floor(rest / 10);
  }
}

function readNumber(bytes: Buffer, start: number, { from, width }: { from: number; width: number }): number {
  let value = 0;
  for (let at = start + from; at < start + from + width; at++) {
    const digit = (bytes[at] as number) - 48;
    if (digit >= 0) value = value * 10 + digit;
  }
  return value;
}
