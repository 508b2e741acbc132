import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../../../electron/contract/errors.ts';
import { until, Yard } from './yard.ts';

const A = '127.0.0.2';
const B = '127.0.0.3';

let yard: Yard;
beforeEach(async () => {
  yard = new Yard();
  await yard.open();
});
afterEach(() => yard.close());

const card = (address: string, state = 'pending') =>
  until(() => yard.requests.list().find((request) => request.address === address && request.state === state));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.each(['3.0', '3.1'] as const)('firmware %s', (generation) => {
  test('trigger, knock, Allow, credential, CONNECT, readings, commands', async () => {
    const device = await yard.device({ address: A, generation });
    yard.trigger.set(true);
    const { id, name, type } = await card(A);
    expect({ name, type }).toEqual({ name: 'smartplug4321', type: 'smartplug' });
    expect(device.isPolling).toBe(true);
    yard.requests.allow(id);
    await card(A, 'connected');
    await until(() => device.isConnected);
    expect(device.isPolling).toBe(false);
    expect(device.settings).toMatchObject({ server: '127.0.0.1', port: yard.brokerPort });
    const topic = device.publish('power', '325');
    expect(topic).toBe('emon/smartplug4321/power');
    await until(() => yard.published.find((message) => message.topic === topic && message.payload === '325'));
    expect(yard.published.some((message) => message.topic.endsWith('/describe') && message.payload === 'smartplug')).toBe(true);
    const command = generation === '3.0' ? 'emon/smartplug4321/in/ctrlmode' : 'emon/smartplug4321/smartplug4321/in/ctrlmode';
    await pause(50);
    yard.send(command, 'On');
    await until(() => device.received.find((message) => message.topic === command && message.payload === 'On'));
  });
});

test('firmware async takes three fields only, so it cannot follow a broker that is not on 1883', async () => {
  const device = await yard.device({ address: A, generation: 'async' });
  yard.trigger.set(true);
  yard.requests.allow((await card(A)).id);
  const answers: string[] = [];
  device.on('polled', (kind) => answers.push(kind));
  await until(() => answers.includes('ignored'));
  expect(device.settings.user).toBe('');
});

test('two devices at once, each with its own credential', async () => {
  const first = await yard.device({ address: A, nodeName: 'plug1', chipId: 1 });
  const second = await yard.device({ address: B, nodeName: 'plug2', chipId: 2, generation: '3.1' });
  yard.trigger.set(true);
  const cards = [await card(A), await card(B)];
  for (const { id } of cards) yard.requests.allow(id);
  await until(() => first.isConnected && second.isConnected);
  expect(first.settings.pass).not.toBe(second.settings.pass);
  expect(first.settings.user).toBe('plug1');
  expect(second.settings).toMatchObject({ user: 'plug2', topic: 'emon/plug2' });
});

test('denied: it polls on, gets no card, and is never given anything', async () => {
  const device = await yard.device({ address: A });
  yard.trigger.set(true);
  yard.requests.deny((await card(A)).id);
  const answers: string[] = [];
  device.on('polled', (kind) => answers.push(kind));
  await until(() => answers.length >= 5);
  expect(new Set(answers)).toEqual(new Set(['registered']));
  expect(yard.requests.list()).toEqual([]);
});

test('a device at another address that claims the same name cannot take the credential', async () => {
  const honest = await yard.device({ address: A });
  yard.trigger.set(true);
  const { id } = await card(A);
  await honest.stop();
  const thief = await yard.device({ address: B });
  thief.settings.server = '127.0.0.1';
  yard.requests.allow(id);
  const answers: string[] = [];
  thief.on('polled', (kind) => answers.push(kind));
  await thief.poll();
  await thief.poll();
  expect(answers).toEqual(['registered', 'registered']);
  await honest.start();
  await honest.poll();
  await until(() => honest.isConnected);
});

test('a reply that was lost is fetched again with no second click', async () => {
  const device = await yard.device({ address: A });
  yard.trigger.set(true);
  const { id } = await card(A);
  yard.trigger.set(false);
  yard.requests.allow(id);
  const lost = yard.requests.fetch(id)?.password;
  await until(() => device.isConnected);
  expect(device.settings.pass).toBe(lost);
});

test('the hub restarts while a device waits, and after it was allowed', async () => {
  const device = await yard.device({ address: A, pollMs: 300 });
  yard.trigger.set(true);
  const { id } = await card(A);
  await yard.restart();
  expect((await card(A)).id).toBe(id);
  yard.requests.allow(id);
  await yard.restart();
  await until(() => device.isConnected);
  await card(A, 'connected');
});

test('a device without a web page gets a card under its address', async () => {
  await yard.device({ address: A, webPort: 0 });
  yard.trigger.set(true);
  expect((await card(A)).name).toBe(A);
});

describe('push', () => {
  const push = (address: string, login: { userName?: string; password?: string } = {}) => yard.push.push({ address, ...login });

  test.each(['3.0', '3.1'] as const)('hands firmware %s its settings, and it connects', async (generation) => {
    const device = await yard.device({ address: A, generation });
    const { deviceId, name } = await push(A);
    expect(name).toBe('smartplug4321');
    await until(() => device.isConnected);
    expect(device.settings).toMatchObject({
      enabled: true,
      server: '127.0.0.1',
      port: yard.brokerPort,
      user: yard.ledger.get(deviceId)?.userName,
      topic: generation === '3.0' ? 'emon' : 'emon/smartplug4321',
    });
  });

  test('a device that knows itself already keeps its place', async () => {
    const device = await yard.device({ address: A });
    const first = await push(A);
    await until(() => device.isConnected);
    expect(await push(A)).toEqual(first);
    expect(yard.ledger.devices.size).toBe(1);
  });

  test('a protected page asks for its password, refuses a wrong one, takes the right one', async () => {
    const device = await yard.device({ address: A, login: 'admin:pw' });
    await expect(push(A)).rejects.toThrow(/asks for the user name and password/);
    await expect(push(A, { userName: 'admin', password: 'no' })).rejects.toThrow(/refused that user name or password/);
    expect(yard.ledger.devices.size).toBe(0);
    await push(A, { userName: 'admin', password: 'pw' });
    await until(() => device.isConnected);
  });

  test.each([
    ['plug.local', /is not an IPv4 address/],
    ['127.0.0.2:80', /is not an IPv4 address/],
    ['127.1', /is not an IPv4 address/],
    ['192.168.77.5', /is not in a network/],
    ['127.0.0.77', /Nothing answers/],
  ])('%s is refused in words', async (address, words) => {
    await expect(push(address)).rejects.toThrow(words);
    await expect(push(address)).rejects.toThrow(UserError);
  });

  test('what is not an EmonESP is not touched', async () => {
    const { openWebPage } = await import('../../devices/web-page.ts');
    const applied: unknown[] = [];
    const apply = (settings: unknown) => applied.push(settings);
    const page = await openWebPage({ address: '127.0.0.4', port: yard.devicePort, generation: '3.1', config: () => '{"a":1}', apply });
    await expect(push('127.0.0.4')).rejects.toThrow(/is not an EmonESP/);
    expect(applied).toEqual([]);
    page.close();
  });

  test('settings that are refused leave no device behind, and no secret is said', async () => {
    const { createServer } = await import('node:http');
    let sent = '';
    const page = createServer(async (request, response) => {
      if (request.method === 'GET') return response.end('{"hostname":"plug9","mqtt_server":""}');
      for await (const chunk of request) sent += chunk;
      return response.writeHead(500).end(sent);
    });
    await new Promise<void>((resolve) => page.listen(yard.devicePort, '127.0.0.5', resolve));
    const error = await push('127.0.0.5').catch((thrown: Error) => thrown);
    expect(error).toBeInstanceOf(UserError);
    const { mqtt_pass: password } = JSON.parse(sent) as { mqtt_pass: string };
    expect(password).toHaveLength(22);
    expect(JSON.stringify([String(error), (error as Error).stack, yard.happenings])).not.toContain(password);
    expect(yard.ledger.devices.size).toBe(0);
    page.close();
  });

  test('a device that is asking at this moment is allowed on its card instead', async () => {
    await yard.device({ address: A });
    yard.trigger.set(true);
    await card(A);
    await expect(push(A)).rejects.toThrow(/choose Allow on its card/);
  });
});
