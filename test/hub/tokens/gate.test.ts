import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import mqtt from 'mqtt';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DEFAULT_BROKER_LIMITS } from '../../../electron/contract/limits.ts';
import { Broker } from '../../../electron/hub/broker/broker.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { memoryStore } from '../broker/memory-store.ts';
import { makeHouse, newcomer, refusedWith } from '../devices/house.ts';
import { ManualClock } from '../manual-clock.ts';
import { identityProvider } from './identity-provider.ts';
import { admitted, claimsAt, ES, es, makeTokens } from './setup.ts';
import { hang } from './web-server.ts';

async function setUp() {
  const made = makeTokens({ clock: new ManualClock() });
  const { id } = made.tokens.add({ ...ES, userName: 'any' });
  const house = makeHouse({ tokens: made.tokens });
  const pump = house.devices.admit(newcomer('Pump'));
  const password = house.devices.newPassword(pump.id);
  await house.connect('pump', password, 'pump-id');
  const token = (claims: object = {}) => es({ ...claimsAt(made.clock), ...claims });
  return { ...made, ...house, timers: made.clock, id, pump, password, token };
}

const anna = { password: 'the password of anna', claims: { topics: ['home/#'] } };

async function setUpWithProvider() {
  const provider = await identityProvider({ anna, pump: anna });
  const { tokens, clock } = makeTokens({ clock: new ManualClock(Date.now()) });
  const { id } = tokens.add(provider.settings);
  return { ...provider, ...makeHouse({ tokens }), tokens, timers: clock, id };
}

describe('at the gate, a token', () => {
  test('lets in with a client id that is nobody’s, or with none', async () => {
    const { connect, token, id } = await setUp();
    for (const [userName, clientId] of [
      ['JWT', 'phone'],
      ['anything', 'phone'],
      ['pump', 'phone'],
      ['JWT', ''],
    ] as const)
      expect(admitted(await connect(userName, await token(), clientId))).toMatchObject({ key: `token:${id}:anna`, deviceId: null });
  });

  test('is refused with the client id of a device, also when the device is away', async () => {
    const { connect, token, pump } = await setUp();
    const refused = await connect('JWT', await token(), 'pump-id');
    expect(refused).toMatchObject(refusedWith(/^Refused a connection as anna: the client id "pump-id" belongs to Pump\.$/, 2));
    expect(refused).toMatchObject({ refusal: { deviceId: pump.id } });
  });

  test('takes over a connected client id from the same subject only', async () => {
    const { connect, token, connected, id } = await setUp();
    connected.set('phone', `token:${id}:anna`);
    admitted(await connect('JWT', await token({ jti: 'a newer one' }), 'phone'));
    const inUse = refusedWith(/the client id "phone" is in use by another client/, 2);
    expect(await connect('JWT', await token({ sub: 'bert' }), 'phone')).toMatchObject(inUse);
    expect(await connect('JWT', await token({ sub: 'anna:x' }), 'phone')).toMatchObject(inUse);
    connected.set('phone', 'token:another:anna');
    expect(await connect('JWT', await token(), 'phone')).toMatchObject(inUse);
  });

  test('keeps a device from the client id that it is connected with', async () => {
    const { connect, connected, password, id } = await setUp();
    connected.set('phone', `token:${id}:anna`);
    expect(await connect('pump', password, 'phone')).toMatchObject(refusedWith(/the client id "phone" is in use/, 2));
  });

  test('that is refused is not tried as anything else', async () => {
    const { connect, token } = await setUp();
    expect(await connect('pump', await token({ exp: 1 }), 'pump-id')).toMatchObject(refusedWith(/from Curve: it has expired/, 5));
    expect(await connect('JWT', 'junk', 'x')).toMatchObject(refusedWith(/not a signed token of three parts/, 5));
    expect(await connect('JWT', undefined, 'x')).toMatchObject(refusedWith(/not a signed token of three parts/, 5));
  });

  test('of the hub itself lets in, and devices still come in by password', async () => {
    const { connect, tokens, password, pump } = await setUp();
    const { token } = await tokens.issue({ name: 'Kitchen', publish: ['k/%c'], subscribe: [], minutes: 5 });
    const subject = admitted(await connect('kitchen', token, 'c1'));
    expect(subject.permission()?.publish.matches('k/c1')).toBe(true);
    expect(await connect('JWT', token, 'pump-id')).toMatchObject(refusedWith(/as Kitchen: .* belongs to Pump/, 2));
    expect(admitted(await connect('pump', password, 'pump-id'))).toMatchObject({ key: `device:${pump.id}` });
  });

  test('is no way around a listener that asks for a certificate', async () => {
    const { connect, token } = await setUp();
    const entrance = { rule: 'certificate', certificate: null, certificateFault: null } as const;
    expect(await connect('JWT', await token(), 'x', { entrance })).toMatchObject(refusedWith(/asks for one/, 5));
  });
});

describe('at the gate, an identity provider', () => {
  test('is asked about user names that nobody here has', async () => {
    const { connect, id } = await setUpWithProvider();
    expect(admitted(await connect('anna', anna.password, 'laptop')).key).toBe(`token:${id}:anna`);
    expect(await connect('anna', 'wrong', 'laptop')).toMatchObject(refusedWith(/provider refused the user name or password/, 5));
    expect(await connect('bert', 'guess', 'laptop')).toMatchObject(refusedWith(/provider refused the user name or password/, 5));
  });

  test('is not shown the passwords of devices and bootstrap credentials, and cannot speak for them', async () => {
    const { connect, devices, bootstraps, seen } = await setUpWithProvider();
    devices.newPassword(devices.admit(newcomer('Pump')).id);
    const permission = { publish: ['a'], subscribe: [], networks: [], hours: null };
    const { userName } = await bootstraps.add({ name: 'All', register: false, most: 9, expiresAt: null, permission });
    expect(await connect('pump', anna.password, 'x')).toMatchObject(refusedWith(/as Pump: wrong password/, 5));
    expect(await connect(userName, anna.password, 'x')).toMatchObject(refusedWith(/wrong password/, 5));
    expect(seen).toEqual([]);
  });

  test('does not let in with the client id of a device', async () => {
    const { connect, devices } = await setUpWithProvider();
    const password = devices.newPassword(devices.admit(newcomer('Lamp')).id);
    admitted(await connect('lamp', password, 'lamp-id'));
    expect(await connect('anna', anna.password, 'lamp-id')).toMatchObject(refusedWith(/belongs to Lamp/, 2));
  });

  test('that hangs keeps nobody else waiting, and is refused with "server unavailable"', async () => {
    const { connect, devices, server, timers, tokens } = await setUpWithProvider();
    const password = devices.newPassword(devices.admit(newcomer('Lamp')).id);
    const { token } = await tokens.issue({ name: 'Kitchen', publish: ['k'], subscribe: [], minutes: 5 });
    server.answer = hang;
    const waiting = connect('anna', anna.password, 'laptop');
    await server.next();
    admitted(await connect('lamp', password, 'lamp-id'));
    admitted(await connect('JWT', token, 'kitchen'));
    timers.advance(LIMITS.passwordCheckTimeoutMs);
    expect(await waiting).toMatchObject(refusedWith(/^Refused a connection as "anna": the identity provider did not answer in time\.$/, 3));
  });

  test('that was removed is not asked', async () => {
    const { connect, tokens, id, seen } = await setUpWithProvider();
    tokens.remove(id);
    expect(await connect('anna', anna.password, 'laptop')).toMatchObject(refusedWith(/no device has the user name "anna"/, 5));
    expect(seen).toEqual([]);
  });
});

describe('in the broker, a connection by token', () => {
  async function broker() {
    const made = await setUp();
    const texts: string[] = [];
    const { timers, gate } = made;
    const nothing = () => {};
    const broker: Broker = new Broker({
      store: memoryStore(),
      limits: () => DEFAULT_BROKER_LIMITS,
      deviceOf: () => null,
      queueCaps: () => null,
      mayPublish: () => true,
      clock: timers,
      gate: (attempt) => gate.decide(attempt),
      report: ({ text }) => texts.push(text),
      connected: nothing,
      alive: nothing,
      disconnected: nothing,
      denied: nothing,
      published: nothing,
    });
    await broker.start();
    const server = createServer((socket) =>
      broker.handle(socket, '127.0.0.1', { rule: 'password', certificate: null, certificateFault: null }),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(async () => {
      await broker.close();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    const come = async (claims: object, clientId: string) => {
      const options = { host: '127.0.0.1', port, clientId, username: 'JWT', password: await made.token(claims), reconnectPeriod: 0 };
      const client = await mqtt.connectAsync(options);
      onTestFinished(() => client.endAsync(true));
      return { client, closed: new Promise<void>((resolve) => client.once('close', resolve)) };
    };
    return { ...made, broker, texts, come };
  }

  test('ends when the token expires, and no other', async () => {
    const { come, timers, texts } = await broker();
    const short = await come({ exp: claimsAt(timers).exp - 300, topics: ['a'] }, 'c1');
    const long = await come({ topics: ['a'] }, 'c2');
    timers.advance(300_000);
    await short.closed;
    expect(texts).toEqual(['anna disconnected (its token has expired).']);
    expect(await long.client.subscribeAsync('a')).toMatchObject([{ qos: 0 }]);
  });

  test('ends when its issuer is removed', async () => {
    const { come, tokens, id, ended, broker: running } = await broker();
    const { closed } = await come({ topics: ['a'] }, 'c1');
    tokens.remove(id);
    for (const key of ended) await running.kick(key, 'a test');
    await closed;
  });
});
