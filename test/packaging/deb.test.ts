import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { DESKTOP_NAME, desktopFile } from '../../packaging/desktop-entry.mjs';
import { controlFile, debArchitecture, debVersion } from '../../scripts/lib/deb.mjs';
import { withUpdate } from '../../scripts/lib/update-info.mjs';

const folder = mkdtempSync(join(tmpdir(), 'porchlight-deb-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a preview sorts before its release', () => {
  expect(debVersion('1.2.3')).toBe('1.2.3');
  expect(debVersion('1.2.3-beta.1')).toBe('1.2.3~beta.1');
});

test('an architecture that there is no package for is refused by name', () => {
  expect(debArchitecture('arm64')).toBe('arm64');
  expect(() => debArchitecture('riscv64')).toThrow('riscv64');
});

test('the control file leaves out what is not known, and ends with a newline', () => {
  const about = { version: '1.2.3', arch: 'x64', maintainer: 'Somebody <a@example.org>', description: 'Long.', installedKiB: 12 };
  const text = controlFile(about);
  expect(text).toMatch(
    /^Package: porchlight\nVersion: 1\.2\.3\nArchitecture: amd64\nMaintainer: Somebody <a@example\.org>\nInstalled-Size: 12\n/,
  );
  expect(text).not.toContain('Homepage');
  expect(text).toMatch(/\nDescription: [^\n]{10,79}\n Long\.\n$/);
  expect(controlFile({ ...about, homepage: 'https://example.org' })).toContain('\nHomepage: https://example.org\n');
});

test('the entry among the programs is named as the app tells the desktop', () => {
  expect(DESKTOP_NAME).toBe(manifest.desktopName);
  const text = desktopFile('/opt/Porchlight/porchlight');
  expect(text.split('\n')[0]).toBe('[Desktop Entry]');
  expect(text).toContain(`\nStartupWMClass=${DESKTOP_NAME.replace('.desktop', '')}\n`);
  expect(text).toMatch(/\nComment\[de\]=/);
});

test('the deb joins the AppImage in what tells of updates', () => {
  const file = join(folder, 'porchlight_1.2.3_amd64.deb');
  writeFileSync(file, 'abc');
  const before = 'version: 1.2.3\nfiles:\n  - url: a.AppImage\n    sha512: x\n    size: 1\npath: a.AppImage\n';
  expect(withUpdate(before, file)).toBe(
    'version: 1.2.3\nfiles:\n' +
      '  - url: porchlight_1.2.3_amd64.deb\n' +
      // SHA-512 of "abc" (FIPS 180-4).
      '    sha512: 3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==\n' +
      '    size: 3\n' +
      '  - url: a.AppImage\n    sha512: x\n    size: 1\npath: a.AppImage\n',
  );
  expect(() => withUpdate('version: 1\n', file)).toThrow();
});
