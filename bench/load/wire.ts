import type { Account } from '../model.ts';

const KEEP_ALIVE_S = 600;

export const CONNACK = 2;
export const PUBLISH = 3;
export const PUBACK = 4;
export const SUBACK = 9;

export const DISCONNECT = Buffer.from([0xe0, 0]);

const text = (value: string) => {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
};

const packet = (head: number, ...parts: Buffer[]) => {
  const body = Buffer.concat(parts);
  const length = [];
  for (let rest = body.length; length.length === 0 || rest > 0; rest >>= 7) length.push((rest & 127) | (rest > 127 ? 128 : 0));
  return Buffer.concat([Buffer.from([head, ...length]), body]);
};

export const connect = ({ clientId, userName, password }: Account, clean: boolean) => {
  const flags = clean ? 0xc2 : 0xc0;
  const head = Buffer.from([4, flags, KEEP_ALIVE_S >> 8, KEEP_ALIVE_S & 255]);
  return packet(0x10, text('MQTT'), head, text(clientId), text(userName), text(password));
};

export const subscribe = (filter: string, qos: number) => packet(0x82, Buffer.from([0, 1]), text(filter), Buffer.from([qos]));

export const publish = (topic: string, payload: Buffer, qos: number, id: number) =>
  packet(0x30 | (qos << 1), text(topic), qos > 0 ? Buffer.from([id >> 8, id & 255]) : Buffer.alloc(0), payload);

/** `head` is the first byte; the body is `bytes` from `start` to `end` and is good until the call returns. */
export type OnPacket = (head: number, bytes: Buffer, start: number, end: number) => void;

/** Cuts a stream of bytes into MQTT packets. */
export class PacketReader {
  private rest: Buffer | null = null;
  private onPacket: OnPacket;

  constructor(onPacket: OnPacket) {
    this.onPacket = onPacket;
  }

  /** Takes what was read; the bytes may be overwritten after the call. */
  read(chunk: Buffer): void {
    const bytes = this.rest ? Buffer.concat([this.rest, chunk]) : chunk;
    let at = 0;
    while (at + 2 <= bytes.length) {
      let start = at + 1;
      let length = 0;
      let shift = 0;
      let byte = 128;
      while (byte > 127 && start < bytes.length) {
        byte = bytes[start++] as number;
        length |= (byte & 127) << shift;
        shift += 7;
      }
      const end = start + length;
      if (byte > 127 || end > bytes.length) break;
      this.onPacket(bytes[at] as number, bytes, start, end);
      at = end;
    }
    this.rest = at < bytes.length ? Buffer.from(bytes.subarray(at)) : null;
  }
}
