import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { firewallFinding } from '../../../../electron/hub/discovery/check/firewall.ts';
import type { System } from '../../../../electron/hub/discovery/check/system.ts';

const PORTS = { tcp: [1883, 8443], udp: [5353, 5006] };
const system = (platform: NodeJS.Platform, files: Record<string, string> = {}, program = '/opt/porchlight'): System => ({
  platform,
  program,
  read: async (file) => files[file] ?? null,
  exists: async (file) => file in files,
});

test('ufw that is on, with the command for exactly these ports', async () => {
  const finding = await firewallFinding(system('linux', { '/etc/ufw/ufw.conf': '# on boot\nENABLED=yes\nLOGLEVEL=low\n' }), PORTS);
  expect(finding).toMatchObject({
    state: 'warning',
    text: expect.stringContaining('ufw is on'),
    remedy: expect.stringContaining('TCP 1883 and 8443; UDP 5353 and 5006'),
    command: 'sudo ufw allow proto tcp from any to any port 1883,8443 && sudo ufw allow proto udp from any to any port 5353,5006',
  });
});

test.each(['ENABLED=no\n', '#ENABLED=yes\n', ''])('ufw with %j is off', async (text) => {
  const finding = await firewallFinding(system('linux', { '/etc/ufw/ufw.conf': text }), PORTS);
  expect(finding).toMatchObject({ state: 'good', remedy: '', command: null });
});

test('firewalld that runs', async () => {
  const finding = await firewallFinding(system('linux', { '/run/firewalld': '' }), PORTS);
  expect(finding).toMatchObject({
    state: 'warning',
    command:
      'sudo firewall-cmd --permanent --add-port=1883/tcp --add-port=8443/tcp --add-port=5353/udp --add-port=5006/udp && sudo firewall-cmd --reload',
  });
});

test('on Linux without either, that is all that can be said', async () => {
  const finding = await firewallFinding(system('linux'), PORTS);
  expect(finding.state).toBe('good');
  expect(finding.text).toContain('nftables');
});

test('macOS and Windows: a command that lets this program in', async () => {
  const program = '/Applications/Porchlight.app/Contents/MacOS/Porchlight';
  const macos = await firewallFinding(system('darwin', {}, program), PORTS);
  expect(macos).toMatchObject({ state: 'warning', command: expect.stringContaining(`--unblockapp '${program}'`) });
  const windows = await firewallFinding(system('win32', {}, 'C:\\Program Files\\Porchlight\\Porchlight.exe'), PORTS);
  expect(windows.command).toContain('program="C:\\Program Files\\Porchlight\\Porchlight.exe"');
});

test.runIf(process.platform !== 'win32')('a path with a quote stays one word of the shell', async () => {
  const program = "/home/o'neil $(id)/Porchlight";
  const { command } = await firewallFinding(system('darwin', {}, program), PORTS);
  const word = command?.slice(command.indexOf('--unblockapp ') + 13) ?? '';
  expect(execFileSync('sh', ['-c', `printf %s ${word}`], { encoding: 'utf8' })).toBe(program);
});

test('another system is left to the person', async () => {
  expect(await firewallFinding(system('freebsd'), PORTS)).toMatchObject({ state: 'skipped', command: null });
});

test('a command names no kind of port that there is none of', async () => {
  const files = { '/etc/ufw/ufw.conf': 'ENABLED=yes' };
  const { command } = await firewallFinding(system('linux', files), { tcp: [], udp: [5353] });
  expect(command).toBe('sudo ufw allow proto udp from any to any port 5353');
});
