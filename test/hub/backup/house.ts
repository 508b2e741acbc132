import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HubOptions } from '../../../electron/contract/start.ts';
import { StartFailure } from '../../../electron/hub/storage/start-failure.ts';
import { connect, connectWith, startHub } from '../running-hub.ts';

export const PASSPHRASE = 'four words nobody says together';

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'porchlight-'));

export type House = Awaited<ReturnType<typeof startHub>>;

/** A hub with what a hub has: devices of several kinds, a bootstrap credential, a retained message, changed settings. */
export async function livedIn(dataDir = newFolder(), options: Partial<HubOptions> = {}) {
  const house = await startHub(dataDir, options);
  const { call, ready } = house;
  const lamp = await call('devices.add', { name: 'Lamp', preset: 'all' });
  const pump = await call('devices.add', { name: 'Pump', preset: 'own' });
  const certificate = await call('devices.issueCertificate', { id: pump.device.id });
  const bootstrap = await call('bootstrap.add', {
    name: 'Batch',
    register: true,
    most: 5,
    expiresAt: null,
    permission: { publish: ['porchlight/%d/#'], subscribe: [], networks: [], hours: null },
  });
  await call('settings.change', { hubName: 'Attic' });
  await call('tokens.addIssuer', {
    name: 'Lab',
    issuer: 'https://id.example.org',
    audience: null,
    algorithm: 'HS256',
    key: { kind: 'secret', secret: 'a secret of thirty-two characters' },
    clockSkewSeconds: 0,
    userName: 'any',
    passwordGrant: null,
  });
  const client = await connect(ready.mqtt, lamp.device.userName, lamp.password, 'lamp', { clean: false });
  await client.subscribeAsync('news/#', { qos: 1 });
  await client.publishAsync('attic/state', 'kept', { qos: 1, retain: true });
  const { authorityPem } = (await call('snapshot', {})).access.certificates;
  return { house, lamp, pump, certificate, bootstrap, authorityPem };
}
export type LivedIn = Awaited<ReturnType<typeof livedIn>>;

/** Every device comes in with what it has, as it would after a move: nobody pairs again. */
export async function comeBack({ ready }: House, { lamp, pump, certificate, bootstrap, authorityPem }: LivedIn) {
  const tls = { port: ready.mqtts, protocol: 'mqtts' as const, host: 'localhost', ca: authorityPem, rejectUnauthorized: true };
  const plain = await connect(ready.mqtt, lamp.device.userName, lamp.password, 'lamp', { clean: false });
  const overTls = await connectWith({ ...tls, username: pump.device.userName, password: pump.password, clientId: 'pump' });
  await overTls.endAsync();
  const { certificatePem: cert, keyPem: key } = certificate;
  const byCertificate = await connectWith({ ...tls, cert, key, clientId: 'pump' });
  const newcomer = await connectWith({ ...tls, username: bootstrap.userName, password: bootstrap.password, clientId: 'esp-1' });
  return { plain, byCertificate, newcomer };
}

/** Everything in a folder by its path in it; of files that change by themselves, only that they are there. */
export function filesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true }) as string[];
  const files = names.filter((name) => statSync(join(folder, name)).isFile() && !/-(wal|shm)$/.test(name)).sort();
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name)).toString('base64')]));
}

/** What a start says that must fail. */
export async function failureOf(start: Promise<unknown>): Promise<StartFailure['trouble']> {
  const error = await start.then(
    () => new Error('it started'),
    (reason: unknown) => reason,
  );
  if (error instanceof StartFailure) return error.trouble;
  throw error;
}
