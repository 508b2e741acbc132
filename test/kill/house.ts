import pino from 'pino';
import type { CallArgs, CallName, CallResult } from '../../electron/contract/calls.ts';
import { LIMIT_RANGES } from '../../electron/contract/limit-ranges.ts';
import { Hub } from '../../electron/hub/hub.ts';

/** With what a client is let in. */
export interface Account {
  userName: string;
  password: string;
}

/** Makes a data folder in which these devices may do everything, and nothing is dropped because a queue is full. */
export async function furnish(dataDir: string, names: readonly string[]): Promise<Map<string, Account>> {
  const ports = { mqttPort: 0, emonespPort: 0, triggerPort: 0 };
  const hub = await Hub.start({ dataDir, version: '0.0.0', bind: '127.0.0.1', ...ports }, pino({ level: 'silent' }));
  const connection = hub.face.connect(() => {});
  const call = <N extends CallName>(name: N, args: CallArgs<N>) => connection.call(name, args) as Promise<CallResult<N>>;
  const accounts = new Map<string, Account>();
  try {
    const [, messages] = LIMIT_RANGES.queue.messages;
    const [, bytes] = LIMIT_RANGES.queue.bytes;
    await call('limits.change', { queue: { messages, bytes, hours: 24, full: 'drop-new' } });
    for (const name of names) {
      const { device, password } = await call('devices.add', { name, preset: 'all' });
      accounts.set(name, { userName: device.userName, password });
    }
  } finally {
    connection.close();
    await hub.stop();
  }
  return accounts;
}
