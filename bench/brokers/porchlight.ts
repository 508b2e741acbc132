import { createServer } from 'node:net';
import type { CallArgs, CallName, CallResult } from '../../electron/contract/calls.ts';
import { Hub } from '../../electron/hub/hub.ts';
import { makeLog } from '../../electron/hub/log.ts';
import { Lateness } from '../lateness.ts';
import type { Account, Endpoint } from '../model.ts';
import { serve } from '../processes.ts';
import { freePort } from './listen.ts';

// The whole hub without a window: every check on, every message counted into the live topics.
let hub: Hub | null = null;
let lateness = new Lateness();

async function start(dataDir: string): Promise<Endpoint> {
  hub = await Hub.start({ dataDir, version: '0.0.0', bind: '127.0.0.1', mqttPort: 0, emonespPort: 0, triggerPort: 0 }, makeLog());
  const tlsPort = await freePort(createServer);
  await call('listeners.change', { name: 'mqtts', enabled: true, port: tlsPort, bind: null, rule: 'password' });
  const { mqtt, mqtts } = hub.readyLine();
  if (mqtt === null || mqtts === null) throw new Error('a listener is not open');
  return { pid: process.pid, port: mqtt, tlsPort: mqtts };
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
