import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { ListenerName } from '../../../electron/contract/model.ts';
import { describeProblem } from '../../../electron/hub/network/listener-problem.ts';
import { Listeners, type Opener } from '../../../electron/hub/network/listeners.ts';

/** An opener that only notes what it is asked for; `fault` makes the next opening fail. */
class Noted implements Opener {
  readonly name: ListenerName;
  asked: string[] = [];
  fault: string | null = null;

  constructor(name: ListenerName) {
    this.name = name;
  }

  async open(host: string, port: number): Promise<number> {
    this.asked.push(`open ${host} ${port}`);
    if (this.fault) throw Object.assign(new Error(), { code: this.fault });
    return port || 4242;
  }

  async close(): Promise<void> {
    this.asked.push('close');
  }

  said(): string[] {
    return this.asked.splice(0);
  }
}

const chosen = { enabled: true, port: 1883, bind: null, rule: 'password' } as const;

function make() {
  const [mqtt, emonesp] = [new Noted('mqtt'), new Noted('emonesp')];
  let changes = 0;
  const listeners = new Listeners({
    openers: [mqtt, emonesp],
    settings: (name) => (name === 'mqtt' ? chosen : null),
    changed: () => changes++,
  });
  return { mqtt, emonesp, listeners, changes: () => changes };
}

test('opens, moves and closes the one listener, and leaves it alone when nothing changed', async () => {
  const { listeners, mqtt, emonesp, changes } = make();
  const place = { enabled: true, bind: '127.0.0.1', port: 0 } as const;
  await listeners.apply('mqtt', place);
  expect(listeners.all()).toEqual([{ name: 'mqtt', port: 4242, state: 'open', problem: null, settings: chosen }]);
  expect(mqtt.said()).toEqual(['close', 'open 127.0.0.1 0']);
  await listeners.apply('mqtt', { ...place });
  expect([mqtt.said(), changes()]).toEqual([[], 1]);
  await listeners.apply('mqtt', { ...place, bind: '192.168.7.7' });
  expect(mqtt.said()).toEqual(['close', 'open 192.168.7.7 0']);
  await listeners.apply('mqtt', { ...place, enabled: false });
  await listeners.apply('mqtt', { ...place, enabled: false, bind: 'lan' });
  expect(mqtt.said()).toEqual(['close']);
  expect(listeners.get('mqtt')).toMatchObject({ state: 'closed', problem: null });
  await listeners.apply('emonesp', { ...place, port: 80, bind: 'lan' });
  expect(emonesp.said()).toEqual(['close', 'open :: 80']);
  expect(listeners.get('emonesp')).toMatchObject({ port: 80, state: 'open', settings: null });
  expect([mqtt.said(), listeners.get('wss')]).toEqual([[], undefined]);
});

test('one that failed is tried again', async () => {
  const { listeners, mqtt } = make();
  const place = { enabled: true, bind: '127.0.0.1', port: 1883 } as const;
  mqtt.fault = 'EACCES';
  await listeners.apply('mqtt', place);
  expect(listeners.get('mqtt')).toMatchObject({ state: 'failed', port: 1883, problem: { code: 'forbidden' } });
  mqtt.fault = null;
  await listeners.apply('mqtt', place);
  expect(listeners.get('mqtt')).toMatchObject({ state: 'open', problem: null });
});

test('where there is no IPv6, IPv4 is enough', async () => {
  const { listeners, mqtt } = make();
  mqtt.fault = 'EAFNOSUPPORT';
  await listeners.apply('mqtt', { enabled: true, bind: 'lan', port: 1883 });
  expect(mqtt.said()).toEqual(['close', 'open :: 1883', 'open 0.0.0.0 1883']);
});

test('changes of one listener follow each other, and none comes after the end', async () => {
  const { listeners, mqtt } = make();
  const at = (port: number) => listeners.apply('mqtt', { enabled: true, bind: '127.0.0.1', port });
  await Promise.all([at(1), at(2), listeners.close(), at(3)]);
  expect(mqtt.said().at(-1)).toBe('close');
  expect(mqtt.said()).toEqual([]);
  expect(listeners.all()).toEqual([]);
});

test('a taken port is told with its owner', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { listeners, mqtt } = make();
  mqtt.fault = 'EADDRINUSE';
  await listeners.apply('mqtt', { enabled: true, bind: '127.0.0.1', port });
  const owner = process.platform === 'linux' ? `(process ${process.pid})` : 'another program';
  expect(listeners.get('mqtt')?.problem?.message).toContain(owner);
});

test.each(['mqtt', 'mqtts', 'ws', 'wss', 'emonesp', 'trigger'] as const)('every problem of %s has words', (name) => {
  for (const code of ['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL', 'EMFILE']) {
    const { message, remedy } = describeProblem(name, 4711, Object.assign(new Error(), { code }), null);
    expect(`${message} ${remedy}`).not.toContain('undefined');
    expect(message).toContain('4711');
  }
});
