import { setTimeout as wait } from 'node:timers/promises';
import pino from 'pino';
import { serve } from '../../../bench/processes.ts';
import type { CallArgs, CallName, CallResult } from '../../../electron/contract/calls.ts';
import { Hub } from '../../../electron/hub/hub.ts';

// A whole hub in a process of its own, so that what it holds in memory is its own too. Started with --expose-gc.
let hub: Hub | null = null;

async function call<N extends CallName>(name: N, args: CallArgs<N>): Promise<CallResult<N>> {
  if (!hub) throw new Error('the hub is not running');
  const connection = hub.face.connect(() => {});
  try {
    return (await connection.call(name, args)) as CallResult<N>;
  } finally {
    connection.close();
  }
}

/** What it holds after everything that can be let go was, in bytes. */
export interface Memory {
  /** Objects and what they hold outside of V8's heap. */
  held: number;
  /** As the system counts it. */
  resident: number;
}

async function memory(): Promise<Memory> {
  // What a first round frees lets go of more, and buffers are freed some time after their objects.
  for (let round = 0; round < 4; round++) {
    globalThis.gc?.();
    await wait(25);
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { held: heapUsed + external, resident: rss };
}

serve(
  {
    start: async ({ dataDir }: { dataDir: string }) => {
      const ports = { mqttPort: 0, emonespPort: 0, triggerPort: 0 };
      hub = await Hub.start({ dataDir, version: '0.0.0', bind: '127.0.0.1', ...ports }, pino({ level: 'silent' }));
      const { mqtt } = hub.readyLine();
      if (mqtt === null) throw new Error('its listener is not open');
      return mqtt;
    },
    /** A device that may do everything. */
    addDevice: async ({ name }: { name: string }) => {
      const { device, password } = await call('devices.add', { name, preset: 'all' });
      return { userName: device.userName, password };
    },
    memory,
    /** Connections that are open, also those that said nothing. */
    open: () => process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length,
    /** How often each sentence is in the activity. */
    said: async () => {
      const { entries } = await call('activity.list', {
        before: null,
        kinds: ['refusal', 'connection', 'problem'],
        text: '',
        deviceId: null,
      });
      return entries.map(({ text, count }) => ({ text, count }));
    },
    connected: async () => (await call('snapshot', {})).devices.filter((device) => device.connected).map(({ userName }) => userName),
  },
  () => hub?.stop(),
);
