import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { readAsar, sha256 } from './support/asar.ts';
import { made, manifest, resources, root, unpacked } from './support/package.ts';

const MIB = 1_048_576;
/** Our own code, without Electron. */
const ASAR_MIB = 12;
/** With Electron, whose program alone has 200 MiB. */
const UNPACKED_MIB = 340;

const files = readAsar(join(resources, 'app.asar'));

test('the archive has what the build made and nothing else', () => {
  const built = readdirSync(join(root, 'out'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== '.stamp')
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/'));
  expect([...files.keys()].sort()).toEqual([...built, 'package.json'].sort());
  for (const name of built) expect(files.get(name)?.content.equals(readFileSync(join(root, name))), name).toBe(true);
  expect(existsSync(join(resources, 'app'))).toBe(false);
  expect(existsSync(join(resources, 'app.asar.unpacked'))).toBe(false);
});

test('every file has the hash that the archive says', () => {
  for (const [name, { content, hash }] of files) expect(sha256(content), name).toBe(hash);
});

test('no source map, source, test, path of the builder or secret is inside', () => {
  for (const [name, { content }] of files) {
    expect(name).not.toMatch(/\.(map|tsx?|env|pem|key|p12|db)$|(^|\/)(test|node_modules|\.git)/);
    const text = content.toString('latin1');
    expect(text.includes(root), `${name} names the folder of the build`).toBe(false);
    expect(text, name).not.toMatch(/sourceMappingURL=/);
    // A key that is named is not one that is there: that goes on for lines of base64.
    expect(text, name).not.toMatch(/-----BEGIN [A-Z ]*PRIVATE KEY-----\s*[A-Za-z0-9+/]{40}/);
    expect(text, name).not.toMatch(/\b(ghp_|github_pat_|npm_|AKIA)[A-Za-z0-9_]{16}/);
  }
});

test('what the package says of itself is what package.json says, without what is for developers', () => {
  const inside = JSON.parse(files.get('package.json')?.content.toString() ?? '') as Record<string, unknown>;
  const { name, productName, version, main, type, desktopName } = manifest;
  expect(inside).toMatchObject({ name, productName, version, main, type, desktopName });
  expect(Object.keys(inside)).not.toContain('devDependencies');
  expect(Object.keys(inside)).not.toContain('scripts');
});

test('beside the archive are the pictures of the tray and the licences', () => {
  const known = ['LICENSE-porchlight.txt', 'app.asar', 'app-update.yml', 'icons', 'package-type'];
  const others = readdirSync(resources).filter((name) => !known.includes(name) && !name.endsWith('.lproj') && !name.endsWith('.icns'));
  expect(others).toEqual([]);
});

test('the tray, the licence and the licences of Electron are there', () => {
  for (const file of ['tray.png', 'tray@2x.png', 'tray-waiting.png', 'tray-waiting@2x.png', 'porchlight/512x512.png'])
    expect(existsSync(join(resources, 'icons', file)), file).toBe(true);
  expect(readFileSync(join(resources, 'LICENSE-porchlight.txt'))).toEqual(readFileSync(join(root, 'LICENSE')));
  if (process.platform !== 'darwin') expect(existsSync(join(unpacked, 'LICENSES.chromium.html'))).toBe(true);
});

test('the size is sane', () => {
  const sizeOf = (folder: string): number =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
  expect(statSync(join(resources, 'app.asar')).size).toBeLessThan(ASAR_MIB * MIB);
  expect(sizeOf(unpacked)).toBeLessThan(UNPACKED_MIB * MIB);
  if (process.platform === 'linux') expect(statSync(made('.tar.gz')).size).toBeLessThan(UNPACKED_MIB * MIB);
});
