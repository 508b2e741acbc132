import { setTimeout as wait } from 'node:timers/promises';
import type { Account, Counted, Delays, Door } from './model.ts';
import { type Child, memoryOf } from './processes.ts';
import { inTurn, known, renamed, type Target, type TargetName } from './targets.ts';

/** One figure of one broker in one round. */
export interface Sample {
  value: number;
  /** CPU time of the broker for one operation, in microseconds. */
  cpuPerOperation: number | null;
  /** Shares of one core: 1 is a full one. */
  brokerLoad: number | null;
  generatorLoad: number | null;
  lost: number;
}

export interface Row {
  name: string;
  title: string;
  unit: string;
  lessIsBetter?: true;
  /** The least ratio to a rival: above 1 Porchlight is better. */
  goals: Partial<Record<TargetName, number>>;
}

export interface Pace {
  warmUpMs: number;
  ms: number;
  rounds: number;
  /** Messages that wait in each queue. */
  queued: number;
}

export interface Scenario {
  name: string;
  rows: Row[];
  targets: readonly TargetName[];
  /** How its pace differs from the others'. */
  pace?: (pace: Pace) => Pace;
  run(target: Target, pace: Pace, generators: [Child, Child]): Promise<Record<string, Sample>>;
}

const PUBLISHERS = 100;
const SUBSCRIBERS = 1_000;
const IDLE_CLIENTS = 2_000;
const SETTLE_MS = 1_000;
/** For opening and closing what a load needs. */
const SPARE_MS = 30_000;
const QUEUES_MS = 60_000;
const SESSIONS_AT_ONCE = 50;
const MESSAGE_BYTES = 64;

/** Counts runs, so that each has other client ids than the ones before. */
let runs = 0;

const ALL = ['porchlight', 'aedes', 'mosquitto', 'echo'] as const;
const BROKERS = ['porchlight', 'aedes', 'mosquitto'] as const;
const AEDES = { aedes: 0.9 };

const plain = ({ endpoint }: Target): Door => ({ port: endpoint.port, tls: false });
const timing = ({ endpoint }: Target, { warmUpMs, ms }: Pace) => ({ warmUpMs, ms, pid: endpoint.pid });
const limit = ({ warmUpMs, ms }: Pace) => warmUpMs + ms + SPARE_MS;

function rate({ operations, seconds, brokerCpu, generatorCpu, lost }: Counted): Sample {
  return {
    value: operations / seconds,
    cpuPerOperation: brokerCpu === null ? null : (brokerCpu / operations) * 1e6,
    brokerLoad: brokerCpu === null ? null : brokerCpu / seconds,
    generatorLoad: generatorCpu / seconds,
    lost,
  };
}

function fanIn(qos: 0 | 1): Scenario {
  const name = `fan-in-${qos}`;
  return {
    name,
    rows: [
      {
        name,
        title: `fan-in, ${PUBLISHERS} to 1, QoS ${qos}`,
        unit: 'messages/s',
        goals: qos === 1 ? { ...AEDES, mosquitto: 1 } : AEDES,
      },
    ],
    targets: ALL,
    run: async (target, pace, [generator]) => {
      const { devices, app } = inTurn(target, ++runs);
      const publishers = devices.slice(0, PUBLISHERS);
      const load = { door: plain(target), publishers, subscriber: app, qos, durable: false, ...timing(target, pace) };
      return { [name]: rate(await generator.ask('fanIn', load, limit(pace))) };
    },
  };
}

/** Each message is on disk before Porchlight acknowledges it. */
const fanInDurable: Scenario = {
  name: 'fan-in-durable',
  rows: [
    {
      name: 'fan-in-durable',
      title: `fan-in, ${PUBLISHERS} to 1 persistent session, QoS 1`,
      unit: 'messages/s',
      goals: { mosquitto: 0.8 },
    },
  ],
  targets: BROKERS,
  run: async (target, pace, [generator]) => {
    const publishers = inTurn(target, ++runs).devices.slice(0, PUBLISHERS);
    const [subscriber] = renamed([target.app], `kept-${runs}`);
    const load = { door: plain(target), publishers, subscriber, qos: 1, durable: true, ...timing(target, pace) };
    return { 'fan-in-durable': rate(await generator.ask('fanIn', load, limit(pace))) };
  },
};

/** One publisher to sessions whose clients are away, and then they come back. */
const queues: Scenario = {
  name: 'queues',
  rows: [
    { name: 'queue-fill', title: `QoS 1 into ${SUBSCRIBERS} offline sessions`, unit: 'messages queued/s', goals: {} },
    { name: 'queue-drain', title: 'they come back and get it', unit: 'messages/s', goals: {} },
  ],
  targets: BROKERS,
  run: async (target, { queued: messages }, [generator]) => {
    const { pid } = target.endpoint;
    const accounts = renamed(target.devices.slice(0, SUBSCRIBERS), `away-${++runs}`);
    const [publisher] = renamed([target.app], `to-away-${runs}`);
    const sessions = { door: plain(target), accounts };
    await generator.ask('beginSessions', sessions, QUEUES_MS);
    await wait(SETTLE_MS);
    const fill = { door: plain(target), publisher, sessions: accounts.length, messages, mostBytes: MESSAGE_BYTES, pid };
    const filled = await generator.ask<Counted>('fillQueues', fill, QUEUES_MS);
    await wait(SETTLE_MS);
    const drained = await generator.ask<Counted>('drainQueues', { ...sessions, messages, atOnce: SESSIONS_AT_ONCE, pid }, QUEUES_MS);
    await generator.ask('endSessions', sessions, QUEUES_MS);
    await wait(SETTLE_MS);
    return { 'queue-fill': rate(filled), 'queue-drain': rate(drained) };
  },
};

const fanOut: Scenario = {
  name: 'fan-out',
  rows: [{ name: 'fan-out', title: `fan-out, 1 to ${SUBSCRIBERS}, QoS 0`, unit: 'deliveries/s', goals: AEDES }],
  targets: ALL,
  run: async (target, pace, [generator]) => {
    const { devices, app } = inTurn(target, ++runs);
    const subscribers = devices.slice(0, SUBSCRIBERS);
    const load = { door: plain(target), publisher: app, subscribers, ...timing(target, pace) };
    return { 'fan-out': rate(await generator.ask('fanOut', load, limit(pace))) };
  },
};

/** All known clients, beginning with others each time. */
function comers({ devices, app }: Target): Account[] {
  const all = known([...devices, app]);
  const first = (++runs * PUBLISHERS * 7) % all.length;
  return [...all.slice(first), ...all.slice(0, first)];
}

const connects: Scenario = {
  name: 'connects',
  rows: [{ name: 'connects', title: 'connections with password', unit: 'connections/s', goals: AEDES }],
  targets: ALL,
  run: async (target, pace, [generator]) => {
    const load = { door: plain(target), accounts: comers(target), atOnce: 50, ...timing(target, pace) };
    return { connects: rate(await generator.ask('connects', load, limit(pace))) };
  },
};

const tls: Scenario = {
  name: 'tls',
  rows: [{ name: 'tls', title: 'full TLS 1.3 handshakes with CONNECT, P-256', unit: 'connections/s', goals: AEDES }],
  targets: ALL,
  run: async (target, pace, generators) => {
    const door = { port: target.endpoint.tlsPort, tls: true };
    const all = comers(target);
    // Two, because a handshake costs the client about as much as the server.
    const halves = await Promise.all(
      generators.map((generator, which) => {
        const accounts = all.filter((_, at) => at % generators.length === which);
        return generator.ask<Counted>('connects', { door, accounts, atOnce: 12, ...timing(target, pace) }, limit(pace));
      }),
    );
    const [first] = halves as [Counted];
    const operations = halves.reduce((sum, half) => sum + half.operations, 0);
    const generatorCpu = Math.max(...halves.map((half) => half.generatorCpu));
    return { tls: rate({ ...first, operations, generatorCpu }) };
  },
};

const delays: Scenario = {
  name: 'latency',
  rows: [
    { name: 'latency-p50', title: 'delay at 1,000 messages/s, p50', unit: 'ms', lessIsBetter: true, goals: AEDES },
    { name: 'latency-p99', title: 'delay at 1,000 messages/s, p99', unit: 'ms', lessIsBetter: true, goals: AEDES },
  ],
  targets: ALL,
  pace: (pace) => ({ ...pace, ms: pace.ms * 2 }),
  run: async (target, pace, [generator]) => {
    const { p50, p99, brokerCpu, generatorCpu, seconds, count } = await probe(target, pace, generator);
    const { value: _, ...rest } = rate({ operations: count, seconds, brokerCpu, generatorCpu, lost: 0 });
    return { 'latency-p50': { ...rest, value: p50 }, 'latency-p99': { ...rest, value: p99 } };
  },
};

/** A steady 1,000 messages a second by ten devices. */
export function probe(target: Target, pace: Pace, generator: Child): Promise<Delays> {
  const { devices, app } = inTurn(target, ++runs);
  const publishers = devices.slice(0, 10);
  const load = { door: plain(target), publishers, subscriber: app, perSecond: 1_000, ...timing(target, pace) };
  return generator.ask<Delays>('delays', load, limit(pace));
}

const memory: Scenario = {
  name: 'memory',
  rows: [
    { name: 'memory', title: 'memory of the broker with 2,000 idle clients', unit: 'MB', lessIsBetter: true, goals: AEDES },
    { name: 'memory-client', title: 'of that for each client', unit: 'kB', lessIsBetter: true, goals: AEDES },
  ],
  targets: BROKERS,
  // What a process once took it seldom gives back: only the first time tells.
  pace: (pace) => ({ ...pace, rounds: 1 }),
  run: async (target, _pace, [generator]) => {
    const accounts = known(target.devices).slice(0, IDLE_CLIENTS);
    const before = memoryOf(target.endpoint.pid);
    await generator.ask('stay', { door: plain(target), accounts }, SPARE_MS);
    await wait(SETTLE_MS);
    const after = memoryOf(target.endpoint.pid);
    await generator.ask('leave', {}, SPARE_MS);
    if (before === null || after === null) return {};
    const rest = { cpuPerOperation: null, brokerLoad: null, generatorLoad: null, lost: 0 };
    return { memory: { ...rest, value: after }, 'memory-client': { ...rest, value: ((after - before) / accounts.length) * 1_000 } };
  },
};

/** Memory comes first, while the brokers are fresh. */
export const SCENARIOS: readonly Scenario[] = [memory, fanIn(0), fanIn(1), fanInDurable, fanOut, queues, connects, tls, delays];
