import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { type Answer, decode, encode, type Packet } from 'dns-packet';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findHubs, resolveLocal } from '../../resources/device/lib/browse.mjs';
import { decodeAnswer, encodeQuery } from '../../resources/device/lib/dns.mjs';
import { freePort } from '../support/free-port.ts';

const service = '_porchlight._tcp.local';
const instance = `Den's light._porchlight._tcp.local`;
const host = 'porchlight.local';
const records: Answer[] = [
  { type: 'PTR', name: service, ttl: 120, data: instance },
  { type: 'SRV', name: instance, ttl: 120, data: { port: 8443, target: host } },
  { type: 'TXT', name: instance, ttl: 120, data: ['v=1', 'id=abc', 'name=Den'] },
  { type: 'A', name: host, ttl: 120, data: '192.0.2.1' },
  { type: 'AAAA', name: host, ttl: 120, data: '2001:db8::1' },
];
const found = { how: 'mdns', name: 'Den', hubId: 'abc', addresses: ['192.0.2.1', '2001:db8:0:0:0:0:0:1'], port: 8443 };

describe('DNS messages', () => {
  test('ask what another implementation reads', () => {
    const { questions } = decode(
      encodeQuery([
        [['_porchlight', '_tcp', 'local'], 'PTR'],
        [['porchlight', 'local'], 'AAAA'],
      ]),
    );
    expect(questions?.map(({ name, type }) => `${name} ${type}`)).toEqual([`${service} PTR`, `${host} AAAA`]);
  });

  test('are read as another implementation writes them', () => {
    const packet = encode({
      type: 'response',
      questions: [{ type: 'PTR', name: service }],
      answers: records.slice(0, 1),
      additionals: records.slice(1),
    });
    expect(decodeAnswer(packet)).toEqual([
      { type: 'PTR', name: service.split('.'), ttl: 120, value: instance.split('.') },
      { type: 'SRV', name: instance.split('.'), ttl: 120, value: { port: 8443, target: host.split('.') } },
      { type: 'TXT', name: instance.split('.'), ttl: 120, value: { v: '1', id: 'abc', name: 'Den' } },
      { type: 'A', name: host.split('.'), ttl: 120, value: '192.0.2.1' },
      { type: 'AAAA', name: host.split('.'), ttl: 120, value: '2001:db8:0:0:0:0:0:1' },
    ]);
  });

  test('that ask, are cut off or go in circles are no answers', () => {
    const packet = encode({ type: 'response', answers: records });
    expect(decodeAnswer(encode({ type: 'query', answers: records }))).toBeNull();
    for (let length = 0; length < packet.length; length++) expect(decodeAnswer(packet.subarray(0, length))).toBeNull();
    const circle = Buffer.from('000084000000000100000000c00c000c00010000007800020000', 'hex');
    expect(decodeAnswer(circle)).toBeNull();
  });
});

// By multicast on the loopback interface, on a port of its own.
describe('the hubs on the network', () => {
  let responder: Socket;
  let port: number;
  let answer: (query: Packet) => Answer[];
  const interfaces = [{ name: 'lo', address: '127.0.0.1', family: 'IPv4' as const }];

  beforeEach(async () => {
    port = await freePort();
    responder = createSocket({ type: 'udp4', reuseAddr: true });
    responder.on('message', (packet, from) => {
      const query = decode(packet);
      const answers = query.type === 'query' ? answer(query) : [];
      if (answers.length > 0) responder.send(encode({ type: 'response', answers }), from.port, from.address);
    });
    responder.bind(port);
    await once(responder, 'listening');
    responder.addMembership('224.0.0.251', '127.0.0.1');
  });
  afterEach(() => responder.close());

  test('are found when they tell all at once', async () => {
    answer = () => records;
    expect(await findHubs({ interfaces, port, waitMs: 300 })).toEqual([found]);
  });

  test('are found when they tell only what they are asked', async () => {
    answer = ({ questions = [] }) =>
      records.filter((record) =>
        questions.some(({ name, type }) => name.toLowerCase() === record.name.toLowerCase() && type === record.type),
      );
    expect(await findHubs({ interfaces, port, waitMs: 500 })).toEqual([found]);
  });

  test('are none when none answers, or one that takes its leave', async () => {
    answer = () => records.map((record) => ({ ...record, ttl: 0 }) as Answer);
    expect(await findHubs({ interfaces, port, waitMs: 200 })).toEqual([]);
  });

  test('are no more than a device can remember', async () => {
    answer = () =>
      Array.from({ length: 50 }, (_, n): Answer[] => [
        { type: 'PTR', name: service, ttl: 120, data: `n${n}.${service}` },
        { type: 'SRV', name: `n${n}.${service}`, ttl: 120, data: { port: 8443, target: host } },
      ])
        .flat()
        .concat(records.slice(3));
    const hubs = await findHubs({ interfaces, port, waitMs: 300 });
    expect(hubs.length).toBeGreaterThan(0);
    expect(hubs.length).toBeLessThanOrEqual(8);
  });

  test('have names that lead to addresses', async () => {
    answer = () => records.slice(3);
    expect(await resolveLocal(host, { interfaces, port, waitMs: 2000 })).toEqual(found.addresses);
    answer = () => [];
    expect(await resolveLocal('nobody.local', { interfaces, port, waitMs: 100 })).toEqual([]);
  });
});
