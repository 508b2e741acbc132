import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { LICENCES_FILE } from '../../scripts/lib/licences.mjs';
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
  const ofElectron = ['LICENSE.electron.txt', 'LICENSES.chromium.html'];
  const known = [
    'LICENSE-porchlight.txt',
    'LICENSES-packages.txt',
    ...(process.platform === 'darwin' ? ofElectron : []),
    'app.asar',
    'app-update.yml',
    'icons',
    'package-type',
  ];
  const others = readdirSync(resources).filter((name) => !known.includes(name) && !name.endsWith('.lproj') && !name.endsWith('.icns'));
  expect(others).toEqual([]);
});

test('the pictures of the tray are there', () => {
  for (const file of ['tray.png', 'tray@2x.png', 'tray-waiting.png', 'tray-waiting@2x.png', 'porchlight/256x256.png'])
    expect(existsSync(join(resources, 'icons', file)), file).toBe(true);
});

test('the licences are there: of the app, of the packages inside it, and of Electron', () => {
  expect(readFileSync(join(resources, 'LICENSE-porchlight.txt'))).toEqual(readFileSync(join(root, 'LICENSE')));
  const licences = readFileSync(join(resources, 'LICENSES-packages.txt'));
  expect(licences).toEqual(files.get(`out/${LICENCES_FILE}`)?.content);
  const ofElectron = process.platform === 'darwin' ? resources : unpacked;
  for (const file of ['LICENSE.electron.txt', 'LICENSES.chromium.html']) expect(existsSync(join(ofElectron, file)), file).toBe(true);
});

test('every package that the sources name is among the licences, and none that only builds or tests', () => {
  const licences = files.get(`out/${LICENCES_FILE}`)?.content.toString() ?? '';
  const listed = new Set([...licences.matchAll(/^-{72}\n(\S+) \S+\nLicence: /gm)].map(([, name]) => name));
  for (const name of packagesIn('electron', 'renderer')) expect([...listed], name).toContain(name);
  for (const name of ['@playwright/test', 'electron', 'electron-builder', 'mqtt', 'typescript', 'vitest'])
    expect([...listed]).not.toContain(name);
});

/** The packages that code of these folders imports; a type alone leaves nothing in the app. */
function packagesIn(...folders: string[]): Set<string> {
  const sources = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(root, folder, name)),
  );
  const names = sources
    .filter((path) => /\.tsx?$/.test(path))
    .flatMap((path) => [
      ...readFileSync(path, 'utf8').matchAll(/^(?:import|export) (?!type\b)(?:[\w\s*{},]+ from )?'((?:@[\w-]+\/)?[\w.:-]+)/gm),
    ])
    .map(([, name]) => name ?? '');
  return new Set(names.filter((name) => !/^(\.|node:|electron$)/.test(name)));
}

test('the size is sane', () => {
  const sizeOf = (folder: string): number =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
  expect(statSync(join(resources, 'app.asar')).size).toBeLessThan(ASAR_MIB * MIB);
  expect(sizeOf(unpacked)).toBeLessThan(UNPACKED_MIB * MIB);
  if (process.platform === 'linux') expect(statSync(made('.tar.gz')).size).toBeLessThan(UNPACKED_MIB * MIB);
});
