import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { ReadyLine } from '../../electron/contract/start.ts';
import { APP_FOLDER } from '../../scripts/lib/deb.mjs';
import { made, manifest, plainEnv, printed, program, runToEnd } from './support/package.ts';
import { startProgram, startReleased } from './support/released-app.ts';

const onLinux = process.platform === 'linux';
let folder = '';

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'porchlight-runs-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Each way to come to the app here, and its program. */
const ways: [way: string, install: () => string][] = [['the unpacked app', () => program]];
if (onLinux) {
  ways.push([
    'the deb, unpacked into a clean root',
    () => {
      printed('dpkg-deb', '--extract', made('.deb'), join(folder, 'deb'));
      return join(folder, 'deb', APP_FOLDER, 'porchlight');
    },
  ]);
  ways.push([
    'the tar.gz',
    () => {
      const target = join(folder, 'tar');
      mkdirSync(target);
      printed('tar', '--extract', `--file=${made('.tar.gz')}`, `--directory=${target}`, '--strip-components=1');
      return join(target, 'porchlight');
    },
  ]);
}

for (const [way, install] of ways) {
  test(`${way}: version, the window, and queues`, async () => {
    const app = install();
    expect(runToEnd(app, ['--version'])).toMatchObject({ status: 0, stdout: `${manifest.version}\n` });

    const dataDir = mkdtempSync(join(folder, 'data-'));
    const released = await startReleased(app, dataDir);
    try {
      const { window, ready } = released;
      expect(ready).toMatchObject({ version: manifest.version, bind: '127.0.0.1', mqtt: expect.any(Number) });
      expect(await window.evaluate(() => location.origin)).toMatch(/^app:|^null$/);
      await expect(window.getByRole('heading').first()).toBeVisible();
    } finally {
      expect(await released.stop()).toBe(0);
    }

    const queues = runToEnd(app, ['queues', '--json', `--data-dir=${dataDir}`]);
    expect(queues.status).toBe(0);
    expect(JSON.parse(queues.stdout)).toBeTruthy();
    expect(runToEnd(app, ['queues', `--data-dir=${join(folder, 'nothing')}`])).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^porchlight: /m),
    });
  });
}

test('without a display: the hub, its pages for browsers, and whether it is well', async () => {
  const dataDir = mkdtempSync(join(folder, 'headless-'));
  const running = startProgram(program, ['--headless', '--web-port=0', `--data-dir=${dataDir}`], plainEnv());
  try {
    const ready = JSON.parse(await running.has(/^porchlight ready (\{.*\})$/m)) as ReadyLine;
    const base = `http://127.0.0.1:${ready.web}`;
    const health = await fetch(`${base}/healthz`);
    expect([health.status, await health.text()]).toEqual([200, 'ok\n']);
    const page = await fetch(base);
    expect(page.headers.get('content-type')).toContain('text/html');
    // The first start prints how a person gets in.
    await running.has(new RegExp(`(${base}\\S+)`));
  } finally {
    expect(await running.stop()).toBe(0);
  }
});
