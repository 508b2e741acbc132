import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test, vi } from 'vitest';
import { startHub } from './running-hub.ts';

test('a hub whose machine wakes closes the door, and says why', async () => {
  const { hub, call, said } = await startHub();
  await call('door.open', {});
  hub.woke(false);
  expect((await call('snapshot', {})).hub.door.state).toBe('open');
  hub.woke(true);
  expect((await call('snapshot', {})).hub.door.state).toBe('closed');
  expect(await said()).toContain('The computer slept, and the door closed.');
});

test('a hub whose machine wakes opens what it could not open before', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { hub, call } = await startHub(undefined, { emonespPort: port });
  const emonesp = async () => (await call('snapshot', {})).hub.listeners.find(({ name }) => name === 'emonesp')?.state;
  expect(await emonesp()).toBe('failed');
  await new Promise((resolve) => other.close(resolve));
  hub.woke(false);
  await vi.waitFor(async () => expect(await emonesp()).toBe('open'));
});

test.each([
  ['crash', 'The hub ended unexpectedly and was started again. Devices reconnect by themselves. The door is closed.'],
  ['wish', 'Porchlight started again.'],
  [undefined, 'Porchlight started.'],
] as const)('a start after %s is told as such, with the door closed', async (after, text) => {
  const first = await startHub();
  await first.call('door.open', {});
  await first.hub.stop();
  const { call, said } = await startHub(first.dataDir, after && { after });
  expect(await said()).toContain(text);
  expect((await call('snapshot', {})).hub.door.state).toBe('closed');
});
