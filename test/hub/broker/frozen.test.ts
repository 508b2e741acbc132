import { expect, test } from 'vitest';
import { houseForEach } from '../../conformance/broker-house.ts';
import { puback, publishPacket, type RawClient } from './raw-mqtt.ts';

const house = houseForEach();

const PUBLISHERS = 20;
/** Rounds of each publisher, and messages in one: what comes in one piece is what waits for the one before. */
const ROUNDS = 40;
const BURST = 8;
/** All messages together are more than what the system itself keeps for a connection; one round of all publishers is not too much. */
const PADDING = 'x'.repeat(4_096);
const MOST_MS = 1_000;

/** Reads on and acknowledges; who waits for messages of a topic is told when so many have come. */
function read(client: RawClient) {
  const waiting = new Map<string, { count: number; done: () => void }>();
  const readOn = async () => {
    for (let packet = await client.next(); packet.cmd !== 'closed'; packet = await client.next()) {
      if (packet.id !== undefined) client.send(puback(packet.id));
      const wait = waiting.get(packet.topic ?? '');
      if (wait && --wait.count === 0) wait.done();
    }
  };
  void readOn();
  return { arrived: (topic: string, count: number) => new Promise<void>((done) => waiting.set(topic, { count, done })) };
}

test.each([
  [0, true],
  [1, true],
  [1, false],
] as const)('a subscriber that froze delays no other by a second: QoS %i, clean session: %s', { timeout: 30_000 }, async (qos, clean) => {
  const frozen = await house.now.listener('frozen', [['t/#', qos]], { clean });
  const { arrived } = read(await house.now.listener('awake', [['t/#', qos]]));
  frozen.socket.pause();
  let slowest = 0;

  async function publish(name: string): Promise<void> {
    const client = await house.now.join(name);
    const topic = `t/${name}`;
    for (let round = 0; round < ROUNDS; round++) {
      const start = performance.now();
      const here = arrived(topic, BURST);
      client.send(...Array.from({ length: BURST }, (_, index) => publishPacket(topic, PADDING, { qos, id: round * BURST + index + 1 })));
      await here;
      slowest = Math.max(slowest, performance.now() - start);
    }
  }
  await Promise.all(Array.from({ length: PUBLISHERS }, (_, index) => publish(`p${index}`)));
  expect(slowest).toBeLessThan(MOST_MS);
  // It was far behind: not all of it was even on its way.
  frozen.socket.resume();
  expect((await frozen.untilPong()).length).toBeLessThan(PUBLISHERS * ROUNDS * BURST);
});
