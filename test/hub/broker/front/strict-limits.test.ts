import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { Aedes, type AuthenticateHandler } from 'aedes';
import { expect, onTestFinished, test } from 'vitest';
import { type BrokerLimits, DEFAULT_BROKER_LIMITS } from '../../../../electron/contract/limits.ts';
import type { InnerClient } from '../../../../electron/hub/broker/front/internals.ts';
import { makeStrict } from '../../../../electron/hub/broker/front/strict-parser.ts';
import { Turns } from '../../../../electron/hub/broker/guard/turns.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';
import {
  connectPacket,
  field,
  packet,
  publishPacket,
  rawClient,
  remainingLength,
  subscribePacket,
  unsubscribePacket,
  word,
} from '../raw-mqtt.ts';

/** Bare aedes with the strict parser, on a port of its own. */
async function makePorch(change: Partial<BrokerLimits> = {}, authenticate?: AuthenticateHandler) {
  const limits = { ...DEFAULT_BROKER_LIMITS, ...change };
  const aedes = new Aedes(authenticate ? { authenticate } : {});
  const errors: string[] = [];
  const guests: { client: InnerClient; socket: Socket }[] = [];
  const note = (_client: unknown, { message }: Error) => errors.push(message);
  aedes.on('clientError', note);
  aedes.on('connectionError', note);
  await aedes.listen();
  const server = createServer({ noDelay: true }, (socket) => {
    const client = aedes.handle(socket) as unknown as InnerClient;
    guests.push({ client, socket });
    makeStrict(
      client._parser,
      () => limits,
      new Turns(() => performance.now(), setImmediate),
      () => '',
    );
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(async () => {
    server.close();
    await new Promise<void>((resolve) => aedes.close(() => resolve()));
  });
  const raw = async () => {
    const client = await rawClient((server.address() as AddressInfo).port);
    onTestFinished(() => void client.socket.destroy());
    return client;
  };
  const join = async () => {
    const client = await raw();
    client.send(connectPacket({ clientId: 'a' }));
    expect(await client.next()).toMatchObject({ cmd: 'connack', code: 0 });
    return client;
  };
  return { limits, errors, guests, raw, join };
}

/** What the hub still holds of what a connection sent. */
const kept = ({ client, socket }: { client: InnerClient; socket: Socket }) => socket.readableLength + client._parser._list.length;

const TOO_MUCH = `it sent more than ${LIMITS.connectPacketBytes} bytes before it was let in`;

test('a stranger that sends 64 KiB at once is closed at once, and nothing of it is kept', async () => {
  const porch = await makePorch();
  const client = await porch.raw();
  // An announced CONNECT that is just short enough, so that its length alone is no reason.
  client.send(Buffer.concat([Buffer.from([0x10]), remainingLength(LIMITS.connectPacketBytes), Buffer.alloc(65_536)]));
  expect(await client.untilClosed()).toEqual([]);
  expect(porch.errors).toEqual([TOO_MUCH]);
  expect(porch.guests.map(kept)).toEqual([0]);
});

test('a CONNECT that announces more than a stranger may send is refused on its header', async () => {
  const porch = await makePorch();
  const client = await porch.raw();
  client.send(Buffer.concat([Buffer.from([0x10]), remainingLength(268_435_455)]));
  expect(await client.untilClosed()).toEqual([]);
  expect(porch.errors).toEqual([`a packet longer than the ${LIMITS.connectPacketBytes} bytes allowed`]);
});

test('a CONNECT that comes a byte at a time is read, and costs what it is long', async () => {
  const porch = await makePorch();
  const client = await porch.raw();
  const bytes = connectPacket({ clientId: 'a', userName: 'u'.repeat(300) });
  const [guest] = porch.guests as [{ client: InnerClient; socket: Socket }];
  const pieces = () => (guest.client._parser._list as unknown as { getBuffers(): Buffer[] }).getBuffers().length;
  for (const [at, byte] of bytes.subarray(0, -1).entries()) {
    client.send(Buffer.of(byte));
    // The fixed header is gone as soon as it is read.
    if (at > 2) await expect.poll(() => kept(guest), { interval: 1 }).toBe(at - 2);
  }
  expect(pieces()).toBeLessThan(12);
  client.send(bytes.subarray(-1));
  expect(await client.next()).toMatchObject({ cmd: 'connack', code: 0 });
});

test.each([
  ['all at once', (bytes: Buffer) => [bytes], TOO_MUCH],
  [
    'in small pieces',
    (bytes: Buffer) => Array.from({ length: LIMITS.piecesBeforeConnack + 2 }, (_, at) => bytes.subarray(at, at + 1)),
    'it sent too many small pieces before it was let in',
  ],
])('who waits for its CONNACK and meanwhile sends much, %s, is closed', async (_how, cut, reason) => {
  const porch = await makePorch({}, () => {});
  const client = await porch.raw();
  client.send(connectPacket({ clientId: 'a' }));
  for (const piece of cut(publishPacket('t', Buffer.alloc(LIMITS.connectPacketBytes)))) {
    client.send(piece);
    const before = porch.guests[0]?.socket.bytesRead ?? 0;
    await expect.poll(() => porch.guests[0]?.socket.bytesRead !== before || client.socket.closed, { interval: 1 }).toBe(true);
  }
  expect(await client.untilClosed()).toEqual([]);
  expect(porch.errors).toEqual([reason]);
});

test('what came along with CONNECT is kept as bytes, and handled once that is accepted', async () => {
  let accept = () => {};
  const porch = await makePorch({}, (_client, _user, _password, done) => {
    accept = () => done(null, true);
  });
  const client = await porch.raw();
  const pings = Buffer.alloc(2_000, packet(0xc0));
  client.send(connectPacket({ clientId: 'a' }), subscribePacket(1, ['t', 0]), pings);
  await expect.poll(() => porch.guests.map(kept)[0]).toBeGreaterThan(2_000);
  accept();
  const answers = [];
  for (let next = await client.next(); answers.push(next.cmd) < 1_002; next = await client.next());
  expect(answers[0]).toBe('connack');
  expect(answers.filter((cmd) => cmd === 'pingresp')).toHaveLength(1_000);
  expect(answers).toContain('suback');
});

test('once it is let in, its packets may be as long as the limit says, and a changed limit holds at once', async () => {
  const porch = await makePorch({ packetBytes: 100_000 });
  const client = await porch.join();
  const payload = Buffer.alloc(100_000 - 3);
  client.send(publishPacket('t', payload));
  expect(await client.untilPong()).toEqual([]);
  porch.limits.packetBytes = 50_000;
  client.send(publishPacket('t', payload));
  expect(await client.untilClosed()).toEqual([]);
  expect(porch.errors).toEqual(['a packet longer than the 50000 bytes allowed']);
});

const limits = { topicBytes: 40, topicLevels: 4 };
const long = `${'ä'.repeat(20)}x`;
const deep = 'a/b/c/d/e';
const TOO_LONG = 'a topic longer than the 40 bytes allowed';
const TOO_DEEP = 'a topic deeper than the 4 levels allowed';

test.each([
  ['PUBLISH', publishPacket(long), TOO_LONG],
  ['PUBLISH', publishPacket(deep), TOO_DEEP],
  ['SUBSCRIBE', subscribePacket(1, ['ok', 0], [long, 0]), TOO_LONG],
  ['SUBSCRIBE', subscribePacket(1, ['+/+/+/+/#', 0]), TOO_DEEP],
  ['UNSUBSCRIBE', unsubscribePacket(1, long), TOO_LONG],
  ['UNSUBSCRIBE', unsubscribePacket(1, '////'), TOO_DEEP],
])('%s with a topic past the limits is closed: %#', async (_name, bytes, reason) => {
  const porch = await makePorch(limits);
  const client = await porch.join();
  client.send(bytes);
  expect(await client.untilClosed()).toEqual([]);
  expect(porch.errors).toEqual([reason]);
});

test.each([
  [long, TOO_LONG],
  [deep, TOO_DEEP],
])('a will with the topic %s is not taken', async (topic, reason) => {
  const porch = await makePorch(limits);
  const client = await porch.raw();
  client.send(connectPacket({ clientId: 'a', will: { topic } }));
  expect(await client.untilClosed()).toEqual([]);
  expect(porch.errors).toEqual([reason]);
});

test('topics that just fit pass', async () => {
  const porch = await makePorch(limits);
  const client = await porch.join();
  client.send(publishPacket('ä'.repeat(20)), publishPacket('a/b/c/d'), subscribePacket(1, ['+/+/+/#', 0]));
  expect((await client.untilPong()).map(({ cmd }) => cmd)).toEqual(['suback']);
});

test('one packet names no more filters than a client may have', async () => {
  const porch = await makePorch({ subscriptions: 2 });
  const client = await porch.join();
  client.send(packet(0x82, word(1), ...['a', 'b', 'c'].flatMap((filter) => [field(filter), Buffer.of(0)])));
  expect(await client.untilClosed()).toEqual([]);
  expect(porch.errors).toEqual(['SUBSCRIBE names too many topic filters']);
});
