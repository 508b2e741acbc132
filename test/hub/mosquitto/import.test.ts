import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { MosquittoPlan } from '../../../electron/contract/mosquitto.ts';
import { freePort } from '../../support/free-port.ts';
import { authority, lay, sign } from '../certificates/chain.ts';
import { connect, startHub } from '../running-hub.ts';
import { ANNA, BERT, CARL, folderOf, hashOf } from './files.ts';

const ALL = ['devices', 'certificates', 'limits', 'listeners'] as const;
const ACL = 'user anna\ntopic readwrite home/#\npattern write own/%u/%c\n';
const USERS = `${ANNA}\n${BERT}\n${CARL}\n`;

/** A hub, and a Mosquitto's files beside it. */
async function house(files: Record<string, string>) {
  const path = folderOf(files);
  const hub = await startHub();
  const chosen = { file: path('mosquitto.conf'), passwordFile: null, aclFile: null };
  const read = () => hub.call('mosquitto.read', chosen);
  const apply = (plan: MosquittoPlan, leaveOut: string[] = [], parts: (typeof ALL)[number][] = [...ALL]) =>
    hub.call('mosquitto.apply', { ...chosen, digest: plan.digest, leaveOut, parts });
  const devices = async () => (await hub.call('snapshot', {})).devices;
  return { ...hub, path, chosen, read, apply, devices };
}

test('devices come over with their passwords and permissions, and nobody types a password again', async () => {
  const port = await freePort();
  const conf = `listener ${port} 127.0.0.1\npassword_file passwd\nacl_file acl\nmax_inflight_messages 5\n`;
  const { read, apply, devices, said, dataDir, hub, call } = await house({ 'mosquitto.conf': conf, passwd: USERS, acl: ACL });
  const plan = await read();
  expect(plan).toMatchObject({
    listeners: [{ name: 'mqtt', port, bind: '127.0.0.1', rule: 'password' }],
    devices: [
      { userName: 'anna', publish: ['home/#', 'own/%u/%c'], subscribe: ['home/#'] },
      { userName: 'bert', publish: ['own/%u/%c'], subscribe: [] },
      { userName: 'carl', publish: ['own/%u/%c'], subscribe: [] },
    ],
    permissions: 'acl',
    limits: [{ name: 'inFlight', to: 5 }],
    devicesProblem: null,
  });
  for (const line of [ANNA, BERT, CARL]) expect(JSON.stringify(plan)).not.toContain(line.split('$').at(-1));
  expect(await devices()).toEqual([]);

  expect(await apply(plan)).toEqual({
    done: [
      { part: 'devices', count: 3 },
      { part: 'limits', count: 1 },
      { part: 'listeners', count: 1 },
    ],
    failed: [],
  });
  expect((await call('snapshot', {})).hub.limits.inFlight).toBe(5);
  expect(await devices()).toContainEqual(
    expect.objectContaining({
      name: 'anna',
      userName: 'anna',
      origin: 'mosquitto',
      password: expect.objectContaining({ kind: 'imported' }),
    }),
  );
  expect(await said()).toEqual(
    expect.arrayContaining(['You imported 3 devices from mosquitto.conf.', 'You imported 1 listener from mosquitto.conf.']),
  );
  const enter = async (at: number) => {
    for (const [name, password] of [
      ['anna', 'secret1'],
      ['bert', 'pa:ss$x'],
      ['carl', 'old'],
    ] as const) {
      await (await connect(at, name, password)).endAsync();
      await expect(connect(at, name, `${password}x`)).rejects.toThrow(/Not authorized/);
      await expect(connect(at, name, '')).rejects.toThrow(/Not authorized/);
    }
  };
  await enter(port);
  await hub.stop();
  const again = await startHub(dataDir);
  await enter(again.ready.mqtt as number);
});

test('a new password takes the place of an imported one, which stays good for the overlap', async () => {
  const { read, apply, devices, call, ready } = await house({ 'mosquitto.conf': 'password_file passwd\n', passwd: USERS });
  await apply(await read(), [], ['devices']);
  const id = (await devices()).find(({ userName }) => userName === 'anna')?.id as string;
  await call('devices.newPassword', { id, password: 'a new password', overlapMinutes: 60 });
  expect((await devices()).find((device) => device.id === id)?.password.kind).toBe('person');
  for (const good of ['a new password', 'secret1']) await (await connect(ready.mqtt, 'anna', good)).endAsync();
  await call('devices.newPassword', { id });
  await expect(connect(ready.mqtt, 'anna', 'secret1')).rejects.toThrow(/Not authorized/);
});

test('only what was wanted is taken over; without an ACL file everybody may do everything', async () => {
  const { read, apply, devices, call } = await house({
    'mosquitto.conf': 'listener 1\npassword_file passwd\nmax_inflight_messages 5\n',
    passwd: USERS,
  });
  const plan = await read();
  expect(plan.permissions).toBe('everything');
  const before = (await call('snapshot', {})).hub;
  expect(await apply(plan, ['bert'], ['devices'])).toEqual({ done: [{ part: 'devices', count: 2 }], failed: [] });
  expect((await devices()).map(({ userName, permission }) => [userName, permission.publish, permission.subscribe]).sort()).toEqual([
    ['anna', ['#'], ['#']],
    ['carl', ['#'], ['#']],
  ]);
  const { listeners, limits } = (await call('snapshot', {})).hub;
  expect({ listeners, limits }).toEqual({ listeners: before.listeners, limits: before.limits });
});

test('where a plugin decided, nobody may do anything yet', async () => {
  const { read } = await house({ 'mosquitto.conf': 'password_file passwd\nplugin /x.so\n', passwd: USERS });
  expect(await read()).toMatchObject({ permissions: 'plugin', devices: [{ publish: [], subscribe: [] }, {}, {}] });
});

test.each<[string, (path: (name: string) => string) => void]>([
  ['a file', (path) => writeFileSync(path('passwd'), ANNA)],
  ['a permission', (path) => writeFileSync(path('acl'), `${ACL}topic write more\n`)],
  ['what is included', (path) => writeFileSync(path('conf.d/a.conf'), 'max_inflight_messages 7\n')],
])('a plan is out of date when %s changed', async (_, change) => {
  const { path, read, apply, devices } = await house({
    'mosquitto.conf': 'password_file passwd\nacl_file acl\ninclude_dir conf.d\n',
    passwd: USERS,
    acl: ACL,
  });
  mkdirSync(path('conf.d'));
  const plan = await read();
  change(path);
  await expect(apply(plan)).rejects.toThrow(/changed since you looked/);
  expect(await devices()).toEqual([]);
});

test('who is there already is listed, and a plan from before is out of date', async () => {
  const { read, apply, call } = await house({ 'mosquitto.conf': 'password_file passwd\n', passwd: `${USERS}JWT:${hashOf(ANNA)}\n` });
  const plan = await read();
  await call('devices.add', { name: 'anna', preset: 'own' });
  await call('bootstrap.add', {
    ...{ name: 'Shelf', userName: 'carl', register: true, most: 1, expiresAt: null },
    permission: { publish: [], subscribe: [], networks: [], hours: null },
  });
  await expect(apply(plan)).rejects.toThrow(/changed since you looked/);
  const { devices, remarks } = await read();
  expect(devices.map(({ userName }) => userName)).toEqual(['bert']);
  expect(remarks.filter(({ text }) => text.endsWith(':…'))).toMatchObject([
    { line: 1, text: 'anna:…', reason: 'There is a device with this user name already.' },
    { line: 3, text: 'carl:…', reason: 'A bootstrap credential has this user name.' },
    { line: 4, text: 'JWT:…', reason: 'The user name JWT is kept for tokens.' },
  ]);
});

test('a file that cannot be read is named, and a copy of it can be chosen', async () => {
  const { path, read, call, chosen } = await house({ 'mosquitto.conf': 'password_file secret\nacl_file acl\n', copy: USERS, acl: ACL });
  expect(await read()).toMatchObject({
    devices: [],
    devicesProblem: `${path('secret')} cannot be read: it is not there. Choose a copy that can be read.`,
  });
  const plan = await call('mosquitto.read', { ...chosen, passwordFile: path('copy') });
  expect([plan.devices.length, plan.devicesProblem]).toEqual([3, null]);
  expect(plan.files).toEqual([path('mosquitto.conf'), path('copy'), path('acl')]);
  await expect(call('mosquitto.read', { ...chosen, file: path('nothing') })).rejects.toThrow(/nothing cannot be read: it is not there/);
  // Without its ACL nobody could say what a device may do.
  const broken = await call('mosquitto.read', { ...chosen, passwordFile: path('copy'), aclFile: path('nothing') });
  expect(broken.devices).toEqual([]);
});

test('a certificate that can be used is imported, and one that cannot is listed', async () => {
  const port = await freePort();
  const { root, intermediate } = await authority();
  const leaf = await sign('lab.example.org', { issuer: intermediate, names: ['lab.example.org'] });
  const files = {
    ...lay(mkdtempSync(join(tmpdir(), 'porchlight-')), leaf, []),
    chainFile: folderOf({ 'ca.pem': `${intermediate.pem}${root.pem}` })('ca.pem'),
  };
  const conf = (key: string) =>
    `listener ${port} 127.0.0.1\ncertfile ${files.certificateFile}\ncafile ${files.chainFile}\nkeyfile ${key}\n`;
  const { path, read, apply, call } = await house({ 'mosquitto.conf': conf(files.keyFile) });
  const plan = await read();
  expect(plan.certificates).toEqual([{ ...files, names: ['lab.example.org'] }]);
  expect((await apply(plan)).done).toEqual([
    { part: 'certificates', count: 1 },
    { part: 'listeners', count: 1 },
  ]);
  expect((await call('snapshot', {})).access.certificates.imported).toHaveLength(1);
  expect((await read()).remarks).toContainEqual(expect.objectContaining({ line: 2, reason: 'This certificate is imported already.' }));
  writeFileSync(path('mosquitto.conf'), conf('/nothing').replace(files.certificateFile, files.chainFile as string));
  expect((await read()).remarks).toContainEqual(
    expect.objectContaining({ line: 2, reason: expect.stringMatching(/\/nothing cannot be read/) }),
  );
});

test('listeners that exchange their ports move together, or not at all', async () => {
  const { read, apply, call, path } = await house({ 'mosquitto.conf': '' });
  const [one, two] = [await freePort(), await freePort()];
  const listeners = async () =>
    (await call('snapshot', {})).hub.listeners.flatMap(({ name, settings }) =>
      name === 'mqtt' || name === 'ws' ? [[name, settings?.port, settings?.enabled]] : [],
    );
  const setUp = async (mqtt: number, ws: number) => {
    writeFileSync(path('mosquitto.conf'), `listener ${mqtt} 127.0.0.1\nlistener ${ws} 127.0.0.1\nprotocol websockets\n`);
    return apply(await read(), [], ['listeners']);
  };
  expect((await setUp(one, two)).failed).toEqual([]);
  expect(await listeners()).toEqual([
    ['mqtt', one, true],
    ['ws', two, true],
  ]);
  expect((await setUp(two, one)).failed).toEqual([]);
  expect(await listeners()).toEqual([
    ['mqtt', two, true],
    ['ws', one, true],
  ]);
});
