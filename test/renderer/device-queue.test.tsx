// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Device } from '../../electron/contract/model.ts';
import type { Queues } from '../../electron/contract/queues.ts';
import { App } from '../../renderer/app.tsx';
import { aDevice, aQueue, aSnapshot, FakeBridge, someQueues } from './fake-bridge.ts';
import { axeProblems, click, dialog, fill, show } from './render.tsx';

async function open(over: Partial<Device> = {}, queues: Queues = someQueues([])) {
  const bridge = new FakeBridge({
    snapshot: () => aSnapshot({ devices: [aDevice(over)] }),
    'queues.list': () => queues,
    'queues.topics': () => ({ topics: [], left: 0 }),
  });
  const { store } = await show(bridge, <App />, { page: 'devices', openDeviceId: 'd1' });
  const part = screen.getByRole('heading', { name: 'Waiting messages' }).closest('section') as HTMLElement;
  return { bridge, store, part };
}

it('says what waits for a device, and leads to its queue', async () => {
  const row = aQueue([3, 0, 2, 0, 0, 0, 0], {
    ...{ clientId: 'lamp-1', deviceId: 'd1', inFlight: 2 },
    dropped: { full: 4, expired: 1, lastAt: 1 },
  });
  const { store, part } = await open({}, someQueues([row, aQueue([9, 0, 0, 0, 0, 0, 0], { clientId: 'other', deviceId: 'd2' })]));
  expect(part.textContent).toContain('5 messages (500 B) waiting, the oldest came 1 min ago, 2 in flight, 5 messages dropped');
  expect(part.textContent).not.toContain('9 messages');
  await click('Show queue of lamp-1');
  expect(store.getState()).toMatchObject({ page: 'queues', openQueue: { clientId: 'lamp-1' } });
  expect(screen.getByRole('region', { name: 'Queue' })).toBeTruthy();
});

it('does not say that nothing waits when it cannot know', async () => {
  const { part } = await open({}, someQueues([], { more: 3 }));
  expect(part.textContent).toContain('It is not among the longest queues.');
});

it('says how much may wait, and whose limits those are', async () => {
  const { part } = await open();
  expect(part.textContent).toContain('Nothing waits for it now.');
  expect(part.textContent).toContain('1,000 messages or 8 MiB, for 7 days. When full, the oldest goes.');
  expect(part.textContent).toContain('As all devices, under Settings › Limits');
});

it('gives it limits of its own, from a number that people know', async () => {
  const { bridge } = await open();
  await click('Change limits');
  const form = dialog('Queue limits of lamp');
  fireEvent.click(within(form).getByRole('radio', { name: 'Its own' }));
  await click('200 messages, as in many Mosquitto guides', form);
  fill('Longest wait (hours)', '0', form);
  expect(within(form).getByRole('alert').textContent).toBe('Write a whole number from 1 to 8,760.');
  expect(within(form).getByRole<HTMLButtonElement>('button', { name: 'Save queue limits' }).disabled).toBe(true);
  fill('Longest wait (hours)', '12', form);
  fireEvent.click(within(form).getByRole('radio', { name: 'Do not take the new one' }));
  expect(await axeProblems()).toEqual([]);
  await click('Save queue limits', form);
  expect(bridge.argsOf('devices.setQueue')).toEqual([
    { id: 'd1', queue: { messages: 200, bytes: 8 * 1_024 * 1_024, hours: 12, full: 'drop-new' } },
  ]);
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('takes its own limits away again', async () => {
  const own = { messages: 200, bytes: 65_536, hours: 25, full: 'drop-new' } as const;
  const { bridge, part } = await open({ queue: own });
  expect(part.textContent).toContain('200 messages or 64 KiB, for 25 hours. When full, the new one is not taken.');
  expect(part.textContent).toContain('Its own limits');
  await click('Change limits');
  const form = dialog('Queue limits of lamp');
  fireEvent.click(within(form).getByRole('radio', { name: 'As all devices' }));
  await click('Save queue limits', form);
  expect(bridge.argsOf('devices.setQueue')).toEqual([{ id: 'd1', queue: null }]);
});
