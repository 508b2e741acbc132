import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Host } from './namespaces.ts';

const WAIT_MS = 20_000;
const program = fileURLToPath(new URL('../../../resources/device/porchlight-device.mjs', import.meta.url));

export interface DeviceEvent {
  event: string;
  [detail: string]: unknown;
}

export interface ReferenceDevice {
  events: DeviceEvent[];
  /** The names of its events so far. */
  names(): string[];
  /** Waits until an event of this name, and with these details, has come, `after` the last event of that name; gives the last such. */
  has(event: string, details?: Record<string, unknown>, after?: string): Promise<DeviceEvent>;
  /** How it ended. */
  ended(): Promise<number | null>;
  stop(): Promise<void>;
}

/** The reference device as a process, on this machine or on a host of its own. It publishes every second. */
export function startReferenceDevice(flags: string[], { host, state }: { host?: Host; state?: string } = {}): ReferenceDevice {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-device-'));
  const args = [program, '--json', '--interval=1', '--retry=1', `--state=${state ?? join(folder, 'state.json')}`, ...flags];
  const child: ChildProcess = host ? host.spawn(process.execPath, args) : spawn(process.execPath, args);
  const events: DeviceEvent[] = [];
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  createInterface({ input: child.stdout as Readable }).on('line', (line) => events.push(JSON.parse(line) as DeviceEvent));
  const lastOf = (event: string) => {
    const index = events.findLastIndex((each) => each.event === event);
    return index < 0 ? events.length : index;
  };
  const last = (event: string, details: Record<string, unknown>, after?: string) =>
    events
      .slice(after === undefined ? 0 : lastOf(after))
      .findLast((each) => each.event === event && Object.entries(details).every(([key, value]) => each[key] === value));
  return {
    events,
    names: () => events.map(({ event }) => event),
    has: async (event, details = {}, after = undefined) => {
      const wanted = `${event} ${JSON.stringify(details)}`;
      for (const end = Date.now() + WAIT_MS; ; await delay(50)) {
        const found = last(event, details, after);
        if (found) return found;
        if (Date.now() > end)
          throw new Error(
            `not told: ${wanted}. The last events were:\n${events
              .slice(-20)
              .map((each) => JSON.stringify(each))
              .join('\n')}`,
          );
      }
    },
    ended: () => exit,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await exit;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
