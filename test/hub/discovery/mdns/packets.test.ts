import { decode, encode, type Packet as WirePacket } from 'dns-packet';
import { expect, test } from 'vitest';
import { readPacket, writeQuery, writeResponse } from '../../../../electron/hub/discovery/mdns/packets.ts';
import type { MdnsRecord } from '../../../../electron/hub/discovery/mdns/records.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';
import { mutated, seeded } from './seeded.ts';

const SAMPLE: WirePacket = {
  type: 'response',
  questions: [{ type: 'PTR', name: '_wled._tcp.local' }],
  answers: [
    { type: 'PTR', name: '_wled._tcp.local', ttl: 4_500, data: 'Lamp._wled._tcp.local' },
    { type: 'SRV', name: 'Lamp._wled._tcp.local', ttl: 120, flush: true, data: { port: 80, target: 'lamp.local' } },
    { type: 'TXT', name: 'Lamp._wled._tcp.local', ttl: 4_500, data: ['mac=a1', ''] },
  ],
  additionals: [
    { type: 'A', name: 'lamp.local', ttl: 120, data: '10.0.0.9' },
    { type: 'AAAA', name: 'lamp.local', ttl: 120, data: 'fe80::1' },
    { type: 'NSEC', name: 'lamp.local', ttl: 120, data: { nextDomain: 'lamp.local', rrtypes: ['A', 'AAAA'] } },
    { type: 'HINFO', name: 'lamp.local', ttl: 120, data: { cpu: 'x', os: 'y' } },
    { type: 'OPT', name: '.', udpPayloadSize: 1_440, extendedRcode: 0, ednsVersion: 0, flags: 0, flag_do: false, options: [] },
  ],
};

test('reads the records that the hub has a use for, and skips the others', () => {
  const packet = readPacket(encode(SAMPLE));
  expect(packet?.answers.map(({ type }) => type)).toEqual(['PTR', 'SRV', 'TXT']);
  expect(packet?.additionals.map(({ type }) => type)).toEqual(['A', 'AAAA']);
  expect(packet?.answers[1]).toMatchObject({ flush: true, data: { port: 80, target: 'lamp.local' } });
});

test('reads compressed names and the wish for a direct answer', () => {
  const query = encode({
    type: 'query',
    questions: [
      { type: 'PTR', name: '_a._tcp.local' },
      { type: 'A', name: 'b' },
    ],
  });
  const first = Buffer.from(query);
  first.writeUInt16BE(0x8001, 12 + 15 + 2);
  const pointer = Buffer.concat([first.subarray(0, -7), Buffer.from([1, 0x62, 0xc0, 12 + 8, 0, 1, 0, 1])]);
  expect(readPacket(pointer)?.questions).toEqual([
    { name: '_a._tcp.local', type: 'PTR', unicast: true },
    { name: 'b.local', type: 'A', unicast: false },
  ]);
});

test('thousands of broken packets neither throw nor grow', () => {
  const random = seeded(20_260_101);
  const whole = encode(SAMPLE);
  let read = 0;
  for (let run = 0; run < 5_000; run++) {
    const broken = mutated(whole, random);
    const packet = readPacket(broken);
    if (!packet) continue;
    read++;
    expect(packet.answers.length + packet.additionals.length + packet.authorities.length).toBeLessThanOrEqual(LIMITS.mdnsRecords);
  }
  expect(read).toBeGreaterThan(500);
});

test.each([
  ['too long', Buffer.concat([encode(SAMPLE), Buffer.alloc(LIMITS.mdnsPacketBytes)])],
  ['more records than there are bytes', Buffer.from('000084000000ffffffffffff', 'hex')],
  ['more records than anybody needs', Buffer.concat([Buffer.from('000084000000010100000000', 'hex'), Buffer.alloc(8_000)])],
  ['a name that points to itself', Buffer.from('000000000001000000000000c00c000c0001', 'hex')],
  ['a TXT string beyond its record', Buffer.from(`0000840000000001000000000000100001000000780002ff61${'00'.repeat(300)}`, 'hex')],
  ['an address of three bytes', Buffer.from('00008400000000010000000000000100010000007800030a0000', 'hex')],
  ['another operation', Buffer.from('000028000000000000000000', 'hex')],
])('refuses %s', (_, bytes) => {
  expect(readPacket(bytes)).toBeNull();
});

test('splits what does not fit one frame', () => {
  const records = Array.from({ length: 40 }, (_, index): MdnsRecord => {
    return { type: 'TXT', name: `Service ${index}._a._tcp.local`, ttl: 120, flush: true, data: [Buffer.alloc(100, 0x61)] };
  });
  const packets = writeResponse(records, records);
  expect(packets.every((packet) => packet.length <= LIMITS.mdnsSentBytes)).toBe(true);
  expect(packets.flatMap((packet) => decode(packet).answers ?? [])).toHaveLength(40);
  const asked = records.map(({ name }) => ({ name, type: 'SRV' }));
  const queries = writeQuery(asked, records);
  expect(queries.every((packet) => packet.length <= LIMITS.mdnsSentBytes)).toBe(true);
  expect(queries.flatMap((packet) => decode(packet).questions ?? [])).toHaveLength(40);
});
