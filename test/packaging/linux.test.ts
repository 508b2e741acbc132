import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parseFlags } from '../../electron/desktop/flags.ts';
import { WEB_PORT } from '../../electron/desktop/limits.ts';
import { EXIT } from '../../electron/headless/start-hub.ts';
import { ONCE_FILE } from '../../electron/headless/trouble-text.ts';

const read = (name: string) => readFileSync(new URL(`../../resources/linux/${name}`, import.meta.url), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'porchlight-unit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

/** The unit, with a program that is there on every system. */
function unitFile(): string {
  const file = join(folder, 'porchlight.service');
  writeFileSync(file, read('porchlight.service').replace('/usr/bin/porchlight', '/usr/bin/env'));
  return file;
}

const nothing = parseFlags([], '/');
const parsedNothing = nothing.ok && nothing.flags;

/** What a line of the unit sets; the last one counts. */
const setting = (name: string) => [...read('porchlight.service').matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].at(-1)?.[1];

test('the service runs without a screen, as a user of its own, in a folder of its own, with no rights but port 80', () => {
  const [program, ...args] = (setting('ExecStart') ?? '').split(' ');
  expect(program).toBe('/usr/bin/porchlight');
  expect(parseFlags(args, '/')).toMatchObject({ ok: true, flags: { headless: true } });
  expect(setting('DynamicUser')).toBe('yes');
  expect(setting('StateDirectory')).toBe('porchlight');
  expect(args).toContainEqual(expect.stringMatching(/^--data-dir=\$\{STATE_DIRECTORY\}$/));
  expect(setting('ProtectSystem')).toBe('strict');
  expect(setting('NoNewPrivileges')).toBe('yes');
  expect(setting('CapabilityBoundingSet')).toBe('CAP_NET_BIND_SERVICE');
});

test('every flag that the service and its comments name is one that the hub knows', () => {
  const named = [...read('porchlight.service').matchAll(/ (?:FLAGS=|ONCE=)?(--[a-z-]+(?:=\S+)?)(?= |$)/gm)].map(
    ([, flag]) => flag as string,
  );
  const ours = named.filter((flag) => !['--no-sandbox', '--unit', '--now'].includes(flag));
  expect(ours).toEqual(expect.arrayContaining(['--headless', '--web-bind=lan', '--new-web-link']));
  for (const flag of ours) {
    const parsed = parseFlags([flag], '/');
    expect(parsed.ok && parsed.flags, flag).not.toEqual(parsedNothing);
  }
});

test('flags for one start are found where the hub tells a person to put them, and are gone after it', () => {
  const unit = read('porchlight.service');
  expect(unit).toContain(`\nEnvironmentFile=-${ONCE_FILE}\n`);
  expect(setting('ExecStartPost')).toBe(`+/bin/rm -f ${ONCE_FILE}`);
  expect(setting('ExecStart')).toMatch(/ \$FLAGS \$ONCE$/);
  expect(setting('RestartPreventExitStatus')).toBe(String(EXIT.person));
});

test.skipIf(!hasSystemd)('systemd finds no fault in the service', () => {
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', unitFile()], { encoding: 'utf8' });
  expect(stderr.split('\n').filter((line) => line.includes('porchlight.service'))).toEqual([]);
  expect(status).toBe(0);
});

test.skipIf(!hasSystemd)('systemd counts the service among the well confined', () => {
  // In tenths: under 2.0 of 10 is what it calls OK, and a service with no confinement has 9.6.
  const args = ['security', '--offline=true', '--threshold=20', '--no-pager', unitFile()];
  const { status, stdout, stderr } = spawnSync('systemd-analyze', args, { encoding: 'utf8' });
  expect(status, stdout + stderr).toBe(0);
});

test('the container runs the hub as an ordinary user, keeps its data in a volume, and says whether it is well', () => {
  const lines = read('Dockerfile')
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter(Boolean);
  const of = (instruction: string) =>
    lines.filter((line) => line.startsWith(`${instruction} `)).map((line) => line.slice(instruction.length + 1));
  const known = ['FROM', 'ARG', 'RUN', 'USER', 'VOLUME', 'EXPOSE', 'STOPSIGNAL', 'HEALTHCHECK', 'ENTRYPOINT'];
  for (const line of lines) expect(known).toContain(line.split(' ')[0]);

  expect(of('FROM')).toEqual([expect.stringMatching(/^debian:[a-z]+-slim$/)]);
  expect(Number(of('USER').at(-1))).toBeGreaterThan(0);
  expect(of('VOLUME')).toEqual(['/data']);
  const entry = JSON.parse(of('ENTRYPOINT')[0] ?? '') as string[];
  expect(parseFlags(entry.slice(1), '/')).toMatchObject({ ok: true, flags: { headless: true, dataDir: '/data', webBind: 'lan' } });

  const [, probe] = /CMD (\[.*\])$/.exec(of('HEALTHCHECK')[0] ?? '') ?? [];
  expect((JSON.parse(probe ?? '') as string[]).at(-1)).toBe(`https://127.0.0.1:${WEB_PORT}/healthz`);
  expect(of('EXPOSE')[0]?.split(' ')).toContain(String(WEB_PORT));
  // What was only needed to install is not carried along.
  expect(of('RUN')[0]).toContain('rm -rf /var/lib/apt/lists/*');
});
