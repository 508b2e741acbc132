// Packets of MQTT 3.1.1, as far as a device that only publishes needs them.

/** Kinds of packets that a broker sends to such a device. */
export const CONNACK = 2;
export const PUBACK = 4;
export const PINGRESP = 13;

export const PINGREQ_PACKET = Buffer.of(0xc0, 0);
export const DISCONNECT_PACKET = Buffer.of(0xe0, 0);

/** None of the packets that are expected is longer. Bytes. */
const MOST_BYTES = 16;

/**
 * A clean session with a will.
 * @param {{ clientId: string, username: string, password: string, keepAliveSeconds: number,
 *   will: { topic: string, payload: string } }} options the will is QoS 1 and retained
 */
export function connectPacket({ clientId, username, password, keepAliveSeconds, will }) {
  const [userName, pass, willRetain, willQos1, willFlag, clean] = [0x80, 0x40, 0x20, 0x08, 0x04, 0x02];
  const flags = userName | pass | willRetain | willQos1 | willFlag | clean;
  const head = Buffer.concat([text('MQTT'), Buffer.of(4, flags), number(keepAliveSeconds)]);
  return packet(0x10, head, ...[clientId, will.topic, will.payload, username, password].map(text));
}

/** QoS 1 with an `id` of 1 to 65,535, QoS 0 without. */
export function publishPacket({ topic, payload, retain = false, id }) {
  const isAcknowledged = id !== undefined;
  const first = 0x30 | (isAcknowledged ? 0x02 : 0) | (retain ? 0x01 : 0);
  return packet(first, text(topic), isAcknowledged ? number(id) : Buffer.alloc(0), Buffer.from(payload));
}

/** Cuts what arrives into packets. */
export class PacketReader {
  rest = Buffer.alloc(0);

  /** @returns {{ kind: number, body: Buffer }[]} Throws if the other side does not speak as agreed. */
  push(chunk) {
    this.rest = Buffer.concat([this.rest, chunk]);
    const packets = [];
    while (this.rest.length >= 2) {
      const length = this.rest[1];
      if (length > MOST_BYTES) throw new Error('a packet that nobody asked for');
      if (this.rest.length < 2 + length) break;
      packets.push({ kind: this.rest[0] >> 4, body: this.rest.subarray(2, 2 + length) });
      this.rest = this.rest.subarray(2 + length);
    }
    return packets;
  }
}

function packet(first, ...parts) {
  const body = Buffer.concat(parts);
  const length = [];
  for (let left = body.length; ; left >>= 7) {
    length.push((left & 0x7f) | (left > 0x7f ? 0x80 : 0));
    if (left <= 0x7f) break;
  }
  return Buffer.concat([Buffer.of(first, ...length), body]);
}

function number(value) {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function text(value) {
  const bytes = Buffer.from(value);
  return Buffer.concat([number(bytes.length), bytes]);
}
