import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeKeys } from './brokers/keys.ts';
import type { Account, Endpoint } from './model.ts';
import { Child } from './processes.ts';

export type TargetName = 'porchlight' | 'aedes' | 'mosquitto' | 'echo';

/** A broker in a process of its own, with the logins that it knows. */
export interface Target {
  name: TargetName;
  process: Child;
  endpoint: Endpoint;
  /** Publish `bench/in/<user name>` and read `bench/out`. */
  devices: Account[];
  /** Reads `bench/in/#` and publishes `bench/out`. */
  app: Account;
}

export interface TargetsNeeds {
  folder: string;
  deviceCount: number;
  mosquitto: { program: string; passwordProgram: string } | null;
  only: readonly TargetName[];
  generator: Child;
  /** Node's flags for Porchlight and aedes, which are compared. */
  execArgv: string[];
}

const KNOWN_CLIENT_IDS = 4;
const START_MS = 20_000;
const ADD_MS = 120_000;

const DEVICE = { publish: ['bench/in/%u'], subscribe: ['bench/out'] };
const APP = { publish: ['bench/out'], subscribe: ['bench/in/#'] };
/** The same for mosquitto. */
const acl = (app: Account) => `user ${app.userName}
topic read bench/in/#
topic write bench/out

pattern write bench/in/%u
pattern read bench/out
`;

/** Starts the brokers one after the other. Whoever was started is in `started`, also when a later one fails. */
export async function startTargets(needs: TargetsNeeds, started: Target[]): Promise<void> {
  const keys = await makeKeys();
  const names = Array.from({ length: needs.deviceCount }, (_, at) => `dev-${at + 1}`);
  const account = (name: string): Account => ({ clientId: name, userName: name, password: `password of ${name}` });
  const devices = names.map(account);
  const app = account('bench-app');
  const start: Record<TargetName, () => Promise<void>> = {
    porchlight: async () => void started.push(await startPorchlight(needs, names)),
    aedes: async () => {
      const process = new Child('aedes', needs.execArgv);
      started.push({ name: 'aedes', process, endpoint: await process.ask('start', keys, START_MS), devices, app });
    },
    mosquitto: async () => {
      if (!needs.mosquitto) return;
      const folder = join(needs.folder, 'mosquitto');
      mkdirSync(folder);
      const process = new Child('mosquitto');
      const files = { ...needs.mosquitto, ...keys, folder, accounts: [...devices, app], acl: acl(app) };
      started.push({ name: 'mosquitto', process, endpoint: await process.ask('start', files, START_MS), devices, app });
    },
    echo: async () => {
      const process = new Child('echo');
      started.push({ name: 'echo', process, endpoint: await process.ask('start', keys, START_MS), devices, app });
    },
  };
  for (const name of needs.only) await start[name]();
}

/** The same logins with other client ids. */
export const renamed = (accounts: readonly Account[], ending: string) =>
  accounts.map((account): Account => ({ ...account, clientId: `${account.clientId}-${ending}` }));

/** Logins with client ids that Porchlight knows already, as in everyday life: several for each device. */
export const known = (accounts: readonly Account[]) =>
  Array.from({ length: KNOWN_CLIENT_IDS }, (_, at) => renamed(accounts, String(at))).flat();

/** The logins with other ones of the known client ids each time: Porchlight slows down who connects again and again. */
export function inTurn({ devices, app }: Pick<Target, 'devices' | 'app'>, turn: number): Pick<Target, 'devices' | 'app'> {
  const ending = String(turn % KNOWN_CLIENT_IDS);
  return { devices: renamed(devices, ending), app: renamed([app], ending)[0] as Account };
}

/** Adds devices and the app to a data folder, in a process that ends, so that the one that is measured is as after any start. */
export async function setUpHouse(
  dataDir: string,
  names: string[],
  more: (endpoint: Endpoint, house: { devices: Account[]; app: Account }, setUp: Child) => Promise<void>,
): Promise<{ devices: Account[]; app: Account }> {
  const setUp = new Child('porchlight');
  try {
    const endpoint = await setUp.ask<Endpoint>('start', { dataDir }, START_MS);
    const devices = await setUp.ask<Account[]>('addDevices', { names, ...DEVICE }, ADD_MS);
    const [app] = await setUp.ask<[Account]>('addDevices', { names: ['bench-app'], ...APP }, ADD_MS);
    await more(endpoint, { devices, app }, setUp);
    await setUp.ask('stop', {}, START_MS);
    return { devices, app };
  } finally {
    await setUp.stop();
  }
}

/** Its devices have all been there before. */
async function startPorchlight({ folder, execArgv, generator }: TargetsNeeds, names: string[]): Promise<Target> {
  const dataDir = join(folder, 'porchlight');
  const house = await setUpHouse(dataDir, names, async ({ port }, { devices, app }, setUp) => {
    await setUp.ask('allowAsOthers', {}, START_MS);
    await generator.ask('stay', { door: { port, tls: false }, accounts: known([...devices, app]) }, ADD_MS);
    await generator.ask('leave', {}, ADD_MS);
  });
  const process = new Child('porchlight', execArgv);
  const endpoint = await process.ask<Endpoint>('start', { dataDir }, START_MS);
  return { name: 'porchlight', process, endpoint, ...house };
}
