import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect as connectTo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, test, vi } from 'vitest';
import { freePort } from '../../support/free-port.ts';
import { connect, nextMessage, startHub } from '../running-hub.ts';
import { makeSmallDisk, noDiskBecause, type SmallDisk } from './small-disk.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'porchlight-'));
const add = (name: string) => ({ name, preset: 'all' }) as const;
let disk: SmallDisk | null = null;

/** What opens the files of the disk ends before this: what a test began last ends first. */
afterEach(() => {
  disk?.remove();
  disk = null;
});

const isRefused = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connectTo(port, '127.0.0.1');
    socket.once('connect', () => socket.destroy() && resolve(false));
    socket.once('error', () => resolve(true));
  });

test.skipIf(noDiskBecause)(
  `a disk that fills up stops nothing but saving, and nothing that was saved is lost ${noDiskBecause ?? ''}`,
  async () => {
    disk = makeSmallDisk('4m');
    const { hub, call, said, updates, ready } = await startHub(disk.folder);
    await call('snapshot', {});
    const lamp = await call('devices.add', add('lamp'));
    const client = await connect(ready.mqtt, lamp.device.userName, lamp.password);
    await client.subscribeAsync('a/#');

    disk.fill();
    await expect(call('devices.add', add('pump'))).rejects.toThrow(
      'This could not be saved, because the disk is full. Free some space and try again.',
    );
    const { storage } = (await call('snapshot', {})).hub;
    expect(storage).toMatchObject({ state: 'full', problem: `The disk that holds ${disk.folder} is full.` });
    expect(updates).toContainEqual(expect.objectContaining({ kind: 'hub', hub: expect.objectContaining({ storage }) }));
    expect((await call('snapshot', {})).devices.map(({ name }) => name)).toEqual(['lamp']);
    const message = nextMessage(client);
    await client.publishAsync('a/b', 'still here', { qos: 0 });
    expect(await message).toMatchObject({ payload: 'still here' });
    expect((await said()).join()).toMatch(/Nothing can be saved\. The disk that holds .* is full\./);

    disk.empty();
    await vi.waitFor(async () => expect((await call('snapshot', {})).hub.storage.state).toBe('ok'), { timeout: 15_000, interval: 100 });
    await call('devices.add', add('pump'));
    await hub.stop();
    const again = await startHub(disk.folder);
    expect((await again.call('snapshot', {})).devices.map(({ name }) => name).sort()).toEqual(['lamp', 'pump']);
    expect(await again.device(lamp.device.id)).toMatchObject({ lastSeenAt: expect.any(Number) });
    expect((await again.said()).join()).toMatch(/What changes can be saved again/);
    await again.hub.stop();
  },
  30_000,
);

test('a start that fails leaves nothing open, and the next one works', async () => {
  const folder = newFolder();
  const first = await startHub(folder);
  await first.hub.stop();
  const key = readdirSync(join(folder, 'keys')).find((name) => name.startsWith('authority')) as string;
  const path = join(folder, 'keys', key);
  const whole = readFileSync(path);
  writeFileSync(path, 'not a key any more');
  const mqttPort = await freePort();
  await expect(startHub(folder, { mqttPort })).rejects.toMatchObject({ trouble: { cause: 'keys', folder } });
  expect(await isRefused(mqttPort)).toBe(true);
  writeFileSync(path, whole);
  expect((await startHub(folder, { mqttPort })).ready).toMatchObject({ mqtt: mqttPort, hub: first.ready.hub });
});

test('an identity that is damaged is said to be the keys, and no other hub is made', async () => {
  const folder = newFolder();
  await (await startHub(folder)).hub.stop();
  writeFileSync(join(folder, 'keys', 'identity.pem'), 'garbage');
  await expect(startHub(folder)).rejects.toMatchObject({ trouble: { cause: 'keys' } });
});

test('damage that is found while it runs is looked for at the next start', async () => {
  const folder = newFolder();
  const { hub, call } = await startHub(folder);
  const other = new DatabaseSync(join(folder, 'porchlight.db'));
  // Through SQLite itself, so that the running hub reads the schema again and meets it.
  other.enableDefensive?.(false);
  other.exec(
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 999999 WHERE name = 'devices'; PRAGMA schema_version = 9999",
  );
  other.close();
  await expect(call('devices.add', add('pump'))).rejects.toThrow(/database is damaged/);
  expect((await call('snapshot', {})).hub.storage.state).toBe('damaged');
  expect(existsSync(join(folder, 'porchlight.check'))).toBe(true);
  await hub.stop();
  await expect(startHub(folder)).rejects.toMatchObject({ trouble: { cause: 'damaged' } });
  const { ready, call: ask } = await startHub(folder, { setDamagedAside: true });
  expect(ready.mqtt).toBeGreaterThan(0);
  expect((await ask('snapshot', {})).devices).toEqual([]);
  expect(readdirSync(folder).filter((name) => name.startsWith('porchlight.damaged-'))).not.toEqual([]);
});
