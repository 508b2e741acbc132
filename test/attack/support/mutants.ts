import {
  connectPacket,
  DISCONNECT,
  PINGREQ,
  packet,
  puback,
  pubcomp,
  publishPacket,
  pubrec,
  pubrel,
  remainingLength,
  subscribePacket,
  unsubscribePacket,
} from '../../hub/broker/raw-mqtt.ts';
import type { Seeded } from './seeded.ts';

const CONNECTS = [
  connectPacket({ clientId: 'mutant', userName: 'nobody', password: 'nothing' }),
  connectPacket({ clientId: 'mutant', will: { topic: 'will', payload: 'gone', qos: 2, retain: true }, clean: false }),
  connectPacket({ protocol: 'MQIsdp', level: 3, clientId: 'mutant' }),
] as const;

const OTHERS = [
  publishPacket('mutant/t', 'x'.repeat(40)),
  publishPacket('mutant/t', 'x', { qos: 1, id: 7 }),
  publishPacket('mutant/t', 'x', { qos: 2, id: 8 }),
  subscribePacket(3, ['mutant/+', 1], ['mutant/t/#', 2]),
  unsubscribePacket(4, 'mutant/+', 'mutant/t/#'),
  puback(1),
  pubrec(2),
  pubrel(8),
  pubcomp(9),
  PINGREQ,
  DISCONNECT,
  packet(0x20, Buffer.from([0, 0])),
  packet(0x90, Buffer.from([0, 1, 0])),
  packet(0xf0, Buffer.from([0])),
] as const;

const CHANGES: readonly [Change, ...Change[]] = [flip, cut, lengthen, misstate, retype, join, noise];

type Change = (seeded: Seeded, valid: Buffer) => Buffer;

/** A packet that is wrong in some way, most of the time. */
export function mutant(seeded: Seeded, kind: 'connect' | 'other'): Buffer {
  const valid: Buffer = kind === 'connect' ? seeded.of(CONNECTS) : seeded.of(OTHERS);
  return seeded.of(CHANGES)(seeded, valid);
}

function flip(seeded: Seeded, valid: Buffer): Buffer {
  const bytes = Buffer.from(valid);
  for (let count = 1 + seeded.below(4); count > 0; count--) bytes[seeded.below(bytes.length)] = seeded.below(256);
  return bytes;
}

function cut(seeded: Seeded, valid: Buffer): Buffer {
  return valid.subarray(0, 1 + seeded.below(valid.length));
}

function lengthen(seeded: Seeded, valid: Buffer): Buffer {
  const extra = seeded.bytes(1 + seeded.below(60));
  return packet(valid[0] as number, valid.subarray(2), extra);
}

/** A remaining length that is not that of what follows; every fifth is none at all. */
function misstate(seeded: Seeded, valid: Buffer): Buffer {
  const length = seeded.below(5) === 0 ? Buffer.alloc(5, 0xff) : remainingLength(seeded.below(2 ** (1 + seeded.below(28))));
  return Buffer.concat([valid.subarray(0, 1), length, valid.subarray(2)]);
}

function retype(seeded: Seeded, valid: Buffer): Buffer {
  const bytes = Buffer.from(valid);
  bytes[0] = seeded.below(256);
  return bytes;
}

function join(seeded: Seeded, valid: Buffer): Buffer {
  const other: Buffer = seeded.of(OTHERS);
  return Buffer.concat([valid.subarray(0, seeded.below(valid.length)), other.subarray(seeded.below(other.length))]);
}

function noise(seeded: Seeded): Buffer {
  return seeded.bytes(1 + seeded.below(200));
}
