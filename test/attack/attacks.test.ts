import mqtt from 'mqtt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_BROKER_LIMITS } from '../../electron/contract/limits.ts';
import { LIMITS } from '../../electron/hub/limits.ts';
import { Siege } from './support/siege.ts';
import { SEED, SIZES, TEST_MS } from './support/sizes.ts';

// Attacks on a whole hub. During each, another client's round trips stay short; after each, the hub's memory is back.

let siege: Siege;

beforeAll(async () => {
  console.log(`seed ${SEED}, sizes ${JSON.stringify(SIZES)}`);
  siege = await Siege.begin();
}, TEST_MS);

afterAll(() => siege.end(), TEST_MS);

test('packets announced with 256 MB', { timeout: TEST_MS }, async () => {
  const { announcers: clients, attackMs: ms } = SIZES;
  const counts = await siege.attack<{ announced: number; longest: number }>('announced', { clients, ms });
  expect(counts.announced).toBeGreaterThan(clients);
  // What the system itself takes before the hub closes.
  expect(counts.longest).toBeLessThan(8 * 1_024 * 1_024);
  const texts = (await siege.said()).map(({ text }) => text).join('\\n');
  expect(texts).toContain(`a packet longer than the ${LIMITS.connectPacketBytes} bytes allowed`);
  expect(texts).toContain(`a packet longer than the ${DEFAULT_BROKER_LIMITS.packetBytes} bytes allowed`);
});

test('malformed and truncated packets', { timeout: TEST_MS }, async () => {
  const { packets } = SIZES;
  const warmUp = { packets: Math.min(packets, 4_000), seed: SEED };
  const counts = await siege.attack<{ sent: number; letIn: number }>('malformed', { packets, seed: SEED }, warmUp);
  expect(counts.sent).toBe(packets);
  expect(counts.letIn).toBe(packets / 2);
});

test('half-open and slow connections do not keep others out', { timeout: TEST_MS }, async () => {
  const { slowConnections: connections, attackMs: ms } = SIZES;
  let done = false;
  const attack = siege.attack<{ opened: number; dropped: number }>('slow', { connections, ms });
  const stop = () => {
    done = true;
  };
  attack.then(stop, stop);
  const { port, account } = siege.target;
  let slowest = 0;
  let mostOpen = 0;
  for (let newcomer = 0; !done; newcomer++) {
    const start = performance.now();
    const options = { clientId: `newcomer-${newcomer}`, username: account.userName, password: account.password, reconnectPeriod: 0 };
    const client = await mqtt.connectAsync({ host: '127.0.0.1', port, ...options });
    slowest = Math.max(slowest, performance.now() - start);
    mostOpen = Math.max(mostOpen, await siege.open());
    await client.endAsync(true);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  const { dropped } = await attack;
  expect(slowest).toBeLessThan(1_000);
  expect(dropped).toBeGreaterThan(0);
  expect(mostOpen).toBeGreaterThan(LIMITS.arrivingPerAddress / 2);
  // The canary, the newcomer, and what is being closed.
  expect(mostOpen).toBeLessThan(LIMITS.arrivingPerAddress + 20);
});

test('deep topics', { timeout: TEST_MS }, async () => {
  const { topicLevels: levels, subscriptions } = DEFAULT_BROKER_LIMITS;
  const counts = await siege.attack<{ tooDeep: number; closed: number }>('deep', { levels, subscriptions, ms: SIZES.attackMs, seed: SEED });
  expect(counts.tooDeep).toBeGreaterThan(10);
  expect(counts.closed).toBe(counts.tooDeep);
});

test('many subscriptions', { timeout: TEST_MS }, async () => {
  const { subscriptions, attackMs: ms } = SIZES;
  const perClient = DEFAULT_BROKER_LIMITS.subscriptions;
  const counts = await siege.attack<{ granted: number; refused: number }>('subscriptions', { subscriptions, perClient, ms });
  expect(counts).toEqual({ granted: subscriptions + perClient, refused: subscriptions - perClient });
});

test('subscribers that read no more', { timeout: TEST_MS }, async () => {
  const counts = await siege.attack<{ sent: number }>('frozen', { ms: SIZES.attackMs });
  expect(counts.sent).toBeGreaterThan((SIZES.attackMs / 1_000) * 1_000);
});
