import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_BROKER_LIMITS } from '../../../../electron/contract/limits.ts';
import { KeptStore } from '../../../../electron/hub/broker/store/kept-store.ts';
import { systemClock } from '../../../../electron/hub/clock.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';
import { openDatabase } from '../../../../electron/hub/storage/database.ts';
import { ThreadWriter } from '../../../../electron/hub/storage/writer/writer.ts';
import { House } from '../../../conformance/broker-house.ts';
import { makeSmallDisk, noDiskBecause } from '../../storage/small-disk.ts';
import { ColdHouse } from '../cold-house.ts';
import { DISCONNECT, PINGREQ, publishPacket, pubrel, type RawClient, type Received } from '../raw-mqtt.ts';

let cold: ColdHouse;
const kept = { clean: false };

/** The kind and the identifier of each, as far as it has one. */
const brief = (packets: Received[]) =>
  packets.map(({ cmd, id, payload }) => [cmd, id, payload].filter((part) => part !== undefined).join(' '));

async function take(client: RawClient, count: number): Promise<string[]> {
  const packets: Received[] = [];
  while (packets.length < count) packets.push(await client.next());
  return brief(packets);
}

beforeEach(async () => {
  cold = await ColdHouse.open();
});

describe('a publisher is answered', () => {
  test.each([
    [1, 'puback 1'],
    [2, 'pubrec 1'],
  ] as const)('after its message is on disk for who is kept: QoS %i', async (qos, answer) => {
    const reader = await cold.house.listener('s', [['t', 2]], kept);
    await reader.drop();
    const sender = await cold.house.join('p');
    await cold.cold.stored();
    cold.cold.writer.hold();
    sender.send(publishPacket('t', 'x', { qos }));
    expect(await sender.untilPong()).toEqual([]);
    await cold.cold.writer.flow();
    expect(await take(sender, 1)).toEqual([answer]);
    await cold.powerCut();
    expect((await (await cold.house.join('s', kept)).next()).payload).toBe('x');
  });

  test('after its retained message is on disk', async () => {
    const sender = await cold.house.join('p');
    cold.cold.writer.hold();
    sender.send(publishPacket('t', 'x', { qos: 1, retain: true }));
    expect(await sender.untilPong()).toEqual([]);
    await cold.cold.writer.flow();
    expect(await take(sender, 1)).toEqual(['puback 1']);
  });

  test('that its QoS 2 message is known, and that it is forgotten, after the disk knows', async () => {
    const sender = await cold.house.join('p', kept);
    await cold.cold.stored();
    cold.cold.writer.hold();
    sender.send(publishPacket('t', 'x', { qos: 2, id: 7 }));
    expect(await sender.untilPong()).toEqual([]);
    await cold.cold.writer.flow();
    expect(await take(sender, 1)).toEqual(['pubrec 7']);
    cold.cold.writer.hold();
    sender.send(pubrel(7));
    expect(await sender.untilPong()).toEqual([]);
    await cold.cold.writer.flow();
    expect(await take(sender, 1)).toEqual(['pubcomp 7']);
  });

  test('without the disk when nobody is kept', async () => {
    cold.cold.writer.hold();
    const reader = await cold.house.listener('l', [['t', 1]]);
    const sender = await cold.house.join('p');
    sender.send(publishPacket('t', 'x', { qos: 1 }), publishPacket('t', 'y', { qos: 2, id: 2 }));
    expect(await take(sender, 2)).toEqual(['puback 1', 'pubrec 2']);
    expect(await take(reader, 2)).toEqual(['publish 1 x', 'publish 2 y']);
    expect(cold.cold.writer.batches).toBe(0);
  });
});

describe('while the disk takes nothing', () => {
  /** A kept subscriber and a publisher, and then trouble. */
  async function inTrouble() {
    const reader = await cold.house.listener('s', [['t', 1]], kept);
    const sender = await cold.house.join('p');
    await cold.cold.stored();
    cold.cold.writer.hold();
    cold.cold.writer.isFailing = true;
    return { reader, sender };
  }

  async function recover(): Promise<void> {
    cold.cold.writer.isFailing = false;
    await cold.cold.writer.flow();
    cold.house.broker.storageRecovered();
  }

  test('QoS 1 and 2 are neither taken nor answered, and are when it does again', async () => {
    const { reader, sender } = await inTrouble();
    const other = await cold.house.join('q');
    sender.send(publishPacket('t', 'one', { qos: 1 }));
    other.send(publishPacket('t', 'two', { qos: 2, id: 9 }));
    expect([await reader.untilPong(), cold.house.published]).toEqual([[], []]);
    await recover();
    expect([await take(sender, 1), await take(other, 1)]).toEqual([['puback 1'], ['pubrec 9']]);
    expect(await take(reader, 2)).toEqual(['publish 1 one', 'publish 2 two']);
  });

  test('a client that keeps its session can still subscribe', async () => {
    const { sender } = await inTrouble();
    const late = await cold.house.listener('late', [['t', 1]], kept);
    sender.send(publishPacket('t', 'x'));
    expect((await late.next()).payload).toBe('x');
  });

  test('a client is heard further until it has sent too much that could not be answered', async () => {
    const { sender } = await inTrouble();
    const many = Array.from({ length: LIMITS.unansweredMessages }, (_, index) => publishPacket('t', 'x', { qos: 1, id: index + 1 }));
    sender.socket.write(Buffer.concat(many));
    expect(await sender.untilPong()).toEqual([]);
    sender.send(publishPacket('t', 'x', { qos: 1, id: 60_000 }));
    const other = await cold.house.join('q');
    await other.untilPong();
    sender.send(PINGREQ);
    const answers: string[] = [];
    const answered = sender.next().then(({ cmd }) => answers.push(cmd));
    for (let trip = 0; trip < 3; trip++) await other.untilPong();
    expect(answers).toEqual([]);
    await recover();
    await answered;
    expect(answers).toEqual(['puback']);
  });

  test('QoS 0 goes on', async () => {
    const { reader, sender } = await inTrouble();
    sender.send(publishPacket('t', 'a'), publishPacket('t', 'b'));
    expect(await take(reader, 2)).toEqual(['publish a', 'publish b']);
  });

  test('what comes from a client that leaves is not taken: it comes back with it', async () => {
    const { reader, sender } = await inTrouble();
    sender.send(publishPacket('t', 'x', { qos: 1 }));
    await reader.untilPong();
    await sender.drop();
    await expect.poll(() => cold.house.comings, { interval: 1 }).toContain('-anyone');
    await recover();
    expect(await reader.untilPong()).toEqual([]);
  });

  test('a will waits too', async () => {
    const lost = await cold.house.join('w', { will: { topic: 't', payload: 'gone', qos: 1 } });
    const { reader } = await inTrouble();
    await lost.drop();
    await expect.poll(() => cold.house.comings, { interval: 1 }).toContain('-anyone');
    expect(await reader.untilPong()).toEqual([]);
    await recover();
    expect(await take(reader, 1)).toEqual(['publish 1 gone']);
  });

  test('what was taken just before is answered when it is stored', async () => {
    const reader = await cold.house.listener('s', [['t', 1]], kept);
    const sender = await cold.house.join('p');
    await cold.cold.stored();
    cold.cold.writer.hold();
    sender.send(publishPacket('t', 'x', { qos: 1 }));
    expect(await take(reader, 1)).toEqual(['publish 1 x']);
    cold.cold.writer.isFailing = true;
    expect(await sender.untilPong()).toEqual([]);
    await recover();
    expect(await take(sender, 1)).toEqual(['puback 1']);
  });
});

test('a client that leaves too many QoS 2 messages unreleased is closed', async () => {
  const sender = await cold.house.join('p', { userName: 'pump' });
  for (let id = 1; id <= LIMITS.receivedPackets; id++) sender.send(publishPacket('t', '', { qos: 2, id }));
  expect((await take(sender, LIMITS.receivedPackets)).at(-1)).toBe(`pubrec ${LIMITS.receivedPackets}`);
  sender.send(publishPacket('t', '', { qos: 2, id: LIMITS.receivedPackets + 1 }));
  await sender.untilClosed();
  const why = 'pump disconnected (it left too many QoS 2 messages unreleased).';
  await expect.poll(() => cold.house.texts('connection')).toEqual([why]);
});

test.skipIf(noDiskBecause !== null)(
  'on a disk that is full a publisher waits for its answer until there is room, and QoS 0 goes on',
  async () => {
    const disk = makeSmallDisk();
    const file = join(disk.folder, 'test.db');
    const database = openDatabase(file, 0);
    const failure = Promise.withResolvers<void>();
    const writer = new ThreadWriter(file, { failed: () => failure.resolve(), recovered: () => house.broker.storageRecovered() });
    const store = new KeptStore({ database, writer, clock: systemClock, limits: () => DEFAULT_BROKER_LIMITS });
    const house: House = new House(systemClock, { store });
    await house.open();
    try {
      const away = await house.listener('s', [['big/#', 1]], kept);
      away.send(DISCONNECT);
      await away.untilClosed();
      const [sender, other] = [await house.join('p'), await house.join('q')];
      const reader = await house.listener('l', [['small', 0]]);
      disk.fill();
      sender.send(publishPacket('big/1', 'x'.repeat(200_000), { qos: 1, id: 1 }));
      await failure.promise;
      other.send(publishPacket('big/2', 'y', { qos: 1, id: 2 }));
      const quick = await house.join('r');
      quick.send(publishPacket('small', 'at once'));
      expect((await reader.next()).payload).toBe('at once');
      expect([await sender.untilPong(), house.published.map(({ topic }) => topic)]).toEqual([[], ['big/1', 'small']]);
      disk.empty();
      expect([await take(sender, 1), await take(other, 1)]).toEqual([['puback 1'], ['puback 2']]);
      const back = await house.join('s', kept);
      expect([(await back.next()).topic, (await back.next()).topic]).toEqual(['big/1', 'big/2']);
    } finally {
      await house.close();
      await store.close();
      database.close();
      disk.remove();
    }
  },
);
