import { spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { DESKTOP_NAME } from '../../packaging/desktop-entry.mjs';
import { ICON_SIZES } from '../../packaging/icons.mjs';
import { APP_FOLDER, DEPENDS } from '../../scripts/lib/deb.mjs';
import { made, manifest, printed, program, root, runToEnd, unpacked } from './support/package.ts';

test.skip(process.platform !== 'linux', 'a deb is made on Linux');
test.describe.configure({ mode: 'serial' });

let deb = '';
let clean = '';

test.beforeAll(() => {
  deb = made('.deb');
  clean = mkdtempSync(join(tmpdir(), 'porchlight-root-'));
  for (const folder of ['var/lib/dpkg/info', 'var/lib/dpkg/updates', 'var/log']) mkdirSync(join(clean, folder), { recursive: true });
  writeFileSync(join(clean, 'var/lib/dpkg/status'), '');
});

test.afterAll(() => rmSync(clean, { recursive: true, force: true }));

/** dpkg on the clean folder, in which the scripts of the package run too; what it depends on is not installed there. */
function dpkg(...args: string[]): string {
  const command = ['dpkg', `--root=${clean}`, '--force-script-chrootless', '--force-depends', ...args];
  return process.getuid?.() === 0 ? printed(command[0] ?? '', ...command.slice(1)) : printed('fakeroot', ...command);
}

/** The packages that brought these libraries, each by its path. Where /lib is a link to /usr/lib, a package may have named either. */
function ownersOf(libraries: string[]): Map<string, string> {
  const names = (library: string) => [library, library.replace(/^\/usr/, ''), `/usr${library}`];
  const { stdout } = spawnSync('dpkg-query', ['--search', ...libraries.flatMap(names)], { encoding: 'utf8' });
  const listed = new Map([...stdout.matchAll(/^([^:\s]+)(?::\w+)?: (\/.+)$/gm)].map(([, owner, path]) => [path ?? '', owner ?? '']));
  return new Map(libraries.map((library) => [library, names(library).flatMap((name) => listed.get(name) ?? [])[0] ?? '']));
}

test('the control file says what it is, what it needs, and that root owns all of it', () => {
  const field = (name: string) => printed('dpkg-deb', '--field', deb, name).trim();
  expect(field('Package')).toBe('porchlight');
  expect(field('Version')).toBe(manifest.version);
  expect(field('Architecture')).toBe(process.arch === 'x64' ? 'amd64' : process.arch);
  expect(field('Description')).toContain(manifest.description);
  expect(field('Depends').split(', ')).toEqual(DEPENDS);
  const listed = printed('dpkg-deb', '--contents', deb).trim().split('\n');
  // Nobody else may write it, and nothing is set-uid before the system was asked whether it must be.
  for (const line of listed) expect(line).toMatch(/^([-d][r-][w-][x-]([r-]-[x-]){2}|l[rwx]{9}) root\/root /);
});

test('it depends on what brings each library that its program is linked with', () => {
  const needed = [...printed('readelf', '--dynamic', program).matchAll(/\(NEEDED\).*\[(.+)\]/g)].map(([, name]) => name ?? '');
  expect(needed.length).toBeGreaterThan(10);
  const found = new Map([...printed('ldd', program).matchAll(/^\s*(\S+) => (\S+)/gm)].map(([, name, path]) => [name, path]));
  const named = DEPENDS.flatMap((choice) => choice.split(' | '));
  // The loader itself, which comes with libc6, has no line of this form.
  const paths = needed.filter((name) => !name.startsWith('ld-linux')).map((name) => found.get(name) ?? name);
  const owners = ownersOf(paths.filter((path) => !path.startsWith(unpacked)));
  const unnamed = [...owners].filter(([, owner]) => !named.includes(owner));
  expect(unnamed).toEqual([]);
});

test('it is installed into a clean root, whole, with a link, an entry among the programs, icons and a service', () => {
  dpkg('--install', deb);
  expect(dpkg('--verify', 'porchlight')).toBe('');
  expect(dpkg('--status', 'porchlight')).toContain('Status: install ok installed');
  expect(readlinkSync(join(clean, 'usr/bin/porchlight'))).toBe(`${APP_FOLDER}/porchlight`);
  for (const size of ICON_SIZES.hicolor) {
    const png = readFileSync(join(clean, `usr/share/icons/hicolor/${size}x${size}/apps/porchlight.png`));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
  }
  expect(lstatSync(join(clean, 'usr/share/icons/hicolor/scalable/apps/porchlight.svg')).isFile()).toBe(true);
  const entry = join(clean, 'usr/share/applications', DESKTOP_NAME);
  expect(readFileSync(entry, 'utf8')).toContain(`\nExec=${APP_FOLDER}/porchlight\n`);
  expect(printed('desktop-file-validate', entry)).toBe('');
  expect(lstatSync(join(clean, 'usr/lib/systemd/system/porchlight.service')).isFile()).toBe(true);
  expect(readFileSync(join(clean, APP_FOLDER, 'resources/package-type'), 'utf8')).toBe('deb');
  const documents = join(clean, 'usr/share/doc/porchlight');
  expect(readFileSync(join(documents, 'copyright'))).toEqual(readFileSync(join(root, 'LICENSE')));
  expect(readFileSync(join(documents, 'LICENSES-packages.txt'))).toEqual(readFileSync(join(unpacked, 'resources/LICENSES-packages.txt')));
});

test('the helper of the sandbox has the rights that this system makes it need', () => {
  const { mode } = statSync(join(clean, APP_FOLDER, 'chrome-sandbox'));
  let mayMakeNamespaces = true;
  try {
    printed('unshare', '--user', 'true');
  } catch {
    mayMakeNamespaces = false;
  }
  expect((mode & 0o7777).toString(8)).toBe(mayMakeNamespaces ? '755' : '4755');
});

test('what is installed runs', () => {
  expect(runToEnd(join(clean, APP_FOLDER, 'porchlight'), ['--version'])).toMatchObject({ status: 0, stdout: `${manifest.version}\n` });
});

test('removing it leaves nothing behind', () => {
  dpkg('--purge', 'porchlight');
  const left = readdirSync(clean, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  expect(left.map((entry) => join(entry.parentPath, entry.name)).filter((path) => !path.includes('/var/'))).toEqual([]);
});
