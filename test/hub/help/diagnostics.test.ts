import { expect, test } from 'vitest';
import { type DiagnosticsNeeds, makeDiagnostics } from '../../../electron/hub/help/diagnostics.ts';
import { LogLines } from '../../../electron/hub/help/log-lines.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { startHub } from '../running-hub.ts';

const NOW = Date.UTC(2026, 0, 2, 12);

/** What a real hub tells of itself, and around it a machine that the test makes up. */
async function house(over: Partial<DiagnosticsNeeds> = {}) {
  const { call } = await startHub();
  await call('devices.add', { name: 'Annas lamp', preset: 'own' });
  const { hub, devices, access, network } = await call('snapshot', {});
  const queues = await call('queues.list', { by: 'messages' });
  const lines = new LogLines();
  const needs: DiagnosticsNeeds = {
    now: () => NOW,
    system: () => ({
      platform: 'linux',
      release: '6.1',
      arch: 'x64',
      processors: 4,
      memoryBytes: 8 * 2 ** 30,
      freeMemoryBytes: 2 ** 30,
      residentBytes: 2 ** 27,
      heapBytes: 2 ** 26,
      versions: { node: '24', electron: '42', openssl: '3', sqlite: '3' },
      hostName: 'annas-pc',
      userName: 'anna',
      home: '/home/anna',
    }),
    interfaces: () => [{ interface: 'wlan0', family: 4, address: '192.168.1.5', prefix: 24, scopeId: 0, loopback: false }],
    dataDir: '/home/anna/.config/Porchlight',
    hub: () => hub,
    devices: () => devices,
    access: () => access,
    network: () => network,
    queues: async () => queues,
    topics: () => ({ topics: 3, messages: 9, bytes: 900, budget: 64_000, droppedTopics: 0, droppedMessages: 0, droppedValues: 0 }),
    waiting: () => 2,
    refusals: () => [],
    lines,
    ...over,
  };
  return { needs, lines };
}

test('every part is there, with what a helper needs and without who it is about', async () => {
  const { needs, lines } = await house();
  lines.add({
    level: 40,
    time: NOW,
    msg: 'Annas lamp at 192.168.1.5 wrote "secret garden" to /home/anna/.config/Porchlight on ANNAS-PC, seen by anna',
  });
  const text = await makeDiagnostics(needs);
  const titles = [...text.matchAll(/^== (.+) ==$/gm)].map(([, title]) => title);
  expect(titles).toEqual([
    'Hub',
    'System',
    'Listeners',
    'Network',
    'Settings and limits',
    'Storage',
    'Counts',
    'Devices (1)',
    'Certificates, bootstrap credentials and tokens',
    'Refusals since the start, by cause',
    'Newest lines of the log, oldest first',
  ]);
  expect(text).toContain('wlan0: 192.168.1.[host 1]/24');
  expect(text).toContain('warn device-1 at 192.168.1.[host 1] wrote "…" to [data folder] on this-computer, seen by [user]');
  expect(text).toContain('Requests that wait: 2');
  expect(text).toMatch(/^mqtt: open, port \d+, rule password, bind as the hub$/m);
  expect(text).toContain('Refusals since the start, by cause ==\nNone.');
  expect(text.toLowerCase()).not.toMatch(/anna|secret garden/);
});

test('it fits what a window saves, however much there is to tell', async () => {
  const { needs, lines } = await house();
  const [device] = needs.devices();
  if (!device) throw new Error('the house has one device');
  needs.devices = () => Array.from({ length: 2_000 }, (_, at) => ({ ...device, id: `d${at}`, name: `device number ${at}` }));
  for (let count = 0; count < 100; count++)
    lines.add({ level: 30, time: NOW, msg: 'ä'.repeat(LIMITS.logTextChars), more: 'ö'.repeat(LIMITS.logDetailChars) });
  const text = await makeDiagnostics(needs);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(LIMITS.diagnosticsBytes + 100);
  expect(Buffer.from(text).toString('base64').length).toBeLessThan(1_000_000);
  expect(text).toContain(`and ${2_000 - LIMITS.diagnosticsListed} more`);
});
