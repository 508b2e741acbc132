import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import { startSessionBus } from './session-bus.ts';

const NAME = 'org.freedesktop.Notifications';

/** Nothing goes away by itself, and nobody's own settings are read. */
const CONFIG = ['low', 'normal', 'critical'].map((urgency) => `[urgency_${urgency}]\n    timeout = 0\n`).join('\n');

interface History {
  data: { summary: { data: string }; body: { data: string }; appname: { data: string } }[][];
}

/**
 * The notification daemon dunst as people run it, on the display of the test and a session bus of its own.
 * Give `env` to `launchApp`.
 */
export async function startDunst() {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-dunst-'));
  const config = join(folder, 'dunstrc');
  writeFileSync(config, CONFIG);
  const bus = await startSessionBus();
  const env = { ...process.env, ...bus.env };
  const daemon = spawn('dunst', ['-config', config], { env, stdio: 'ignore' });
  const ended = once(daemon, 'exit');
  const connection = await bus.connect();
  // Not asked by dunstctl, which would make the bus start another dunst.
  const owned = async () => {
    const { body } = await connection.call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'NameHasOwner', 's', [
      NAME,
    ]);
    return body[0];
  };
  await expect.poll(owned, { message: 'dunst is there' }).toBe(true);
  const control = async (...args: string[]) => (await promisify(execFile)('dunstctl', args, { env })).stdout;

  return {
    env: bus.env,
    /** How many notifications are on the display. */
    displayed: async () => Number(await control('count', 'displayed')),
    /** Those that were on the display, newest first. */
    history: async () => {
      const { data } = JSON.parse(await control('history')) as History;
      return data.flat().map(({ appname, summary, body }) => ({ app: appname.data, title: summary.data, body: body.data }));
    },
    /** What a click on the newest notification does in the app; here it stays on the display. */
    click: () => control('action'),
    stop: async () => {
      connection.close();
      daemon.kill();
      await ended;
      bus.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
