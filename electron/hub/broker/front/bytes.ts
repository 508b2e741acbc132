import type { Message } from './internals.ts';

/** CONNACK: unacceptable protocol version. */
export const BAD_LEVEL = Buffer.from([0x20, 2, 0, 1]);

export const puback = (id: number) => Buffer.from([0x40, 2, id >> 8, id & 255]);
export const pubrec = (id: number) => Buffer.from([0x50, 2, id >> 8, id & 255]);
export const pubcomp = (id: number) => Buffer.from([0x70, 2, id >> 8, id & 255]);
export const unsuback = (id: number) => Buffer.from([0xb0, 2, id >> 8, id & 255]);
export const pubrel = (id: number) => Buffer.from([0x62, 2, id >> 8, id & 255]);

export function suback(id: number, codes: readonly number[]): Buffer {
  return Buffer.from([0x90, ...remainingLength(codes.length + 2), id >> 8, id & 255, ...codes]);
}

/** Longer payloads are not copied behind their head: that costs more than to write both. */
const COPIED_PAYLOAD_BYTES = 2_048;

/** A message's PUBLISH packet, in one or two pieces. `id` counts for QoS 1 and 2 only. */
export function publish({ topic, payload, retain }: Message, qos: number, id: number, dup: boolean): Buffer[] {
  const topicBytes = Buffer.byteLength(topic);
  const rest = 2 + topicBytes + (qos > 0 ? 2 : 0);
  const length = remainingLength(rest + payload.length);
  const start = 1 + length.length;
  const inOne = payload.length <= COPIED_PAYLOAD_BYTES;
  const head = Buffer.allocUnsafe(start + rest + (inOne ? payload.length : 0));
  head.set([0x30 | (dup ? 8 : 0) | (qos << 1) | (retain ? 1 : 0), ...length]);
  head.writeUInt16BE(topicBytes, start);
  head.write(topic, start + 2);
  if (qos > 0) head.writeUInt16BE(id, start + 2 + topicBytes);
  if (!inOne) return [head, payload];
  head.set(payload, start + rest);
  return [head];
}

function remainingLength(length: number): number[] {
  const bytes = [];
  let rest = length;
  do {
    const low = rest & 127;
    rest >>= 7;
    bytes.push(rest > 0 ? low | 128 : low);
  } while (rest > 0);
  return bytes;
}
