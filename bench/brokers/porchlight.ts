import { createServer } from 'node:net';
import type { CallArgs, CallName, CallResult } from '../../electron/contract/calls.ts';
import { INITIAL_LIMITS, LIMIT_RANGES } from '../../electron/contract/limit-ranges.ts';
import { Hub } from '../../electron/hub/hub.ts';
import { makeJournal } from '../../electron/hub/log.ts';
import { Lateness } from '../lateness.ts';
import type { Account, HubEndpoint, Listing } from '../model.ts';
import { serve } from '../processes.ts';
import { ALLOWED } from './allowed.ts';
import { freePort } from './listen.ts';

// The whole hub without a window: every check on, every message counted into the live topics.
let hub: Hub | null = null;
let lateness = new Lateness();

async function start(dataDir: string): Promise<HubEndpoint> {
  const before = { at: performance.now(), cpu: process.cpuUsage() };
  hub = await Hub.start({ dataDir, version: '0.0.0', bind: '127.0.0.1', mqttPort: 0, emonespPort: 0, triggerPort: 0 }, makeJournal().log);
  const startMs = performance.now() - before.at;
  const { user, system } = process.cpuUsage(before.cpu);
  const tlsPort = await freePort(createServer);
  await call('listeners.change', { name: 'mqtts', enabled: true, port: tlsPort, bind: null, rule: 'password' });
  const { mqtt, mqtts } = hub.readyLine();
  if (mqtt === null || mqtts === null) throw new Error('a listener is not open');
  return { pid: process.pid, port: mqtt, tlsPort: mqtts, startMs, startCpuMs: (user + system) / 1e3 };
}

async function call<N extends CallName>(name: N, args: CallArgs<N>): Promise<CallResult<N>> {
  if (!hub) throw new Error('the hub is not running');
  const connection = hub.face.connect(() => {});
  try {
    return (await connection.call(name, args)) as CallResult<N>;
  } finally {
    connection.close();
  }
}

async function add(name: string, publish: string[], subscribe: string[]): Promise<Account> {
  const { device, password } = await call('devices.add', { name, preset: 'own' });
  await call('devices.setPermission', { id: device.id, permission: { publish, subscribe, networks: [], hours: null } });
  const { userName } = device;
  return { clientId: userName, userName, password };
}

serve(
  {
    start: ({ dataDir }: { dataDir: string }) => start(dataDir),
    /** As the others are set up, so that no limit of Porchlight's own is what is compared. The data folder remembers it. */
    allowAsOthers: () =>
      call('limits.change', {
        inFlight: ALLOWED.inFlight,
        queue: { ...INITIAL_LIMITS.queue, messages: ALLOWED.queued, bytes: LIMIT_RANGES.queue.bytes[1] },
        connectionsPerAddress: LIMIT_RANGES.connectionsPerAddress[1],
        messagesPerSecond: LIMIT_RANGES.messagesPerSecond[1],
        bytesPerSecond: LIMIT_RANGES.bytesPerSecond[1],
      }),
    /** Devices that publish what is theirs and hear the announcements, as most do. */
    addDevices: async ({ names, publish, subscribe }: { names: string[]; publish: string[]; subscribe: string[] }) => {
      const accounts: Account[] = [];
      for (const name of names) {
        accounts.push(await add(name, publish, subscribe));
      }
      return accounts;
    },
    /** Gives each device the password in its account, as typed by a person. */
    typePasswords: async ({ accounts }: { accounts: Account[] }) => {
      const { devices } = await call('snapshot', {});
      const idOf = new Map(devices.map((device) => [device.userName, device.id]));
      let next = 0;
      const worker = async () => {
        for (let account = accounts[next++]; account; account = accounts[next++]) {
          await call('devices.newPassword', { id: idOf.get(account.userName) as string, password: account.password, overlapMinutes: 0 });
        }
      };
      await Promise.all(Array.from({ length: 8 }, worker));
    },
    /** Lists the queues: how long that took, in milliseconds, and how many messages wait. */
    listQueues: async (): Promise<Listing> => {
      const before = performance.now();
      const { totals } = await call('queues.list', { by: 'messages' });
      return { ms: performance.now() - before, messages: totals.messages.reduce((sum, count) => sum + count, 0) };
    },
    watchLateness: () => {
      lateness = new Lateness();
    },
    /** The 99th percentile of how late the hub's thread was since then, in milliseconds. */
    lateness: () => lateness.p99(),
    stop: async () => {
      await hub?.stop();
      hub = null;
    },
  },
  () => hub?.stop(),
);
