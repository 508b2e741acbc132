import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, test } from '@playwright/test';
import { executableIn, FUSES, FUSES_FOR_TESTS, Fuse, fusesOf } from '../../packaging/fuses.mjs';
import { readAsar } from './support/asar.ts';
import { manifest, plainEnv, program, programForTests, resources, runToEnd, unpacked } from './support/package.ts';

test('every fuse that is known is decided', () => {
  const known = Object.values(Fuse).filter((fuse) => typeof fuse === 'number');
  expect(Object.keys(FUSES).map(Number).sort()).toEqual(known.sort());
  expect(FUSES).toMatchObject({
    [Fuse.RunAsNode]: false,
    [Fuse.EnableNodeOptionsEnvironmentVariable]: false,
    [Fuse.EnableNodeCliInspectArguments]: false,
    [Fuse.EnableEmbeddedAsarIntegrityValidation]: true,
    [Fuse.OnlyLoadAppFromAsar]: true,
    [Fuse.GrantFileProtocolExtraPrivileges]: false,
  });
});

test('every fuse of this Electron is set as was decided', async () => {
  expect(await fusesOf(program)).toEqual(FUSES);
});

test('the copy that the end-to-end tests drive differs in one fuse, and in nothing else', async () => {
  expect(await fusesOf(programForTests)).toEqual(FUSES_FOR_TESTS);
  const differing = Object.keys(FUSES).filter((fuse) => FUSES[Number(fuse)] !== FUSES_FOR_TESTS[Number(fuse)]);
  expect(differing).toEqual([String(Fuse.EnableNodeCliInspectArguments)]);
});

test('the environment and the command line turn the app into nothing else', () => {
  const version = `${manifest.version}\n`;
  expect(runToEnd(program, ['--version'])).toMatchObject({ status: 0, stdout: version });
  // As a Node it would run this, and print another version.
  expect(runToEnd(program, ['--version'], plainEnv({ ELECTRON_RUN_AS_NODE: '1' }))).toMatchObject({ status: 0, stdout: version });
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-fuses-'));
  const intruder = join(folder, 'intruder.cjs');
  writeFileSync(intruder, "console.log('intruder');");
  try {
    expect(runToEnd(program, ['--version'], plainEnv({ NODE_OPTIONS: `--require=${intruder}` })).stdout).toBe(version);
    expect(runToEnd(program, ['--require', intruder, '--version']).stdout).toBe(version);
    expect(runToEnd(program, ['--inspect=0', '--version']).stderr).not.toContain('Debugger listening');
    expect(runToEnd(programForTests, ['--inspect=0', '--version']).stderr).toContain('Debugger listening');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('what lies beside the archive is not run in its place', () => {
  inCopy((copy, inCopyResources) => {
    const app = join(inCopyResources, 'app');
    mkdirSync(app);
    writeFileSync(join(app, 'package.json'), '{ "name": "intruder", "main": "main.cjs" }');
    writeFileSync(join(app, 'main.cjs'), "console.log('intruder'); process.exit();");
    expect(runToEnd(copy, ['--version']).stdout).toBe(`${manifest.version}\n`);
  });
});

test('a changed archive is refused', () => {
  test.skip(process.platform === 'linux', 'Electron checks the archive on macOS and Windows only');
  inCopy((copy, inCopyResources) => {
    const archive = join(inCopyResources, 'app.asar');
    const main = readAsar(archive).get('out/main.cjs');
    expect(main).toBeDefined();
    const bytes = readFileSync(archive);
    bytes.write('//', main?.at ?? 0);
    writeFileSync(archive, bytes);
    const { status, stdout } = runToEnd(copy, ['--version']);
    expect(status).not.toBe(0);
    expect(stdout).toBe('');
  });
});

/** With a copy of the unpacked app that may be damaged: its program, and its resources. */
function inCopy(work: (copy: string, inCopyResources: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-copy-'));
  try {
    cpSync(unpacked, folder, { recursive: true, verbatimSymlinks: true });
    work(executableIn(folder, process.platform, 'Porchlight'), join(folder, relative(unpacked, resources)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
