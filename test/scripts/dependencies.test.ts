import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isUpToDate, PACKAGING } from '../../scripts/lib/dependencies.mjs';

interface Locked {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  optional?: boolean;
}
type Pins = Record<string, string>;
interface Manifest {
  private: boolean;
  engines: { node: string };
  dependencies?: Pins;
  devDependencies?: Pins;
}

const project = join(import.meta.dirname, '../..');
const read = (folder: string, name: string): unknown => JSON.parse(readFileSync(join(project, folder, name), 'utf8'));
const manifestIn = (folder: string) => read(folder, 'package.json') as Manifest;
const lockIn = (folder: string) => (read(folder, 'package-lock.json') as { packages: Record<string, Locked> }).packages;
const pinsIn = (folder: string) => ({ ...manifestIn(folder).dependencies, ...manifestIn(folder).devDependencies });

describe.each(['.', PACKAGING])('the packages of %s', (folder) => {
  it('are pinned, and locked as they are pinned', () => {
    const locked = lockIn(folder);
    for (const [name, version] of Object.entries(pinsIn(folder))) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
      expect(locked[`node_modules/${name}`]?.version, name).toBe(version);
    }
    expect(manifestIn(folder).private).toBe(true);
  });

  it('are locked by their content, and by no address: each comes from the registry that a person has set', () => {
    const entries = Object.entries(lockIn(folder)).filter(([path]) => path !== '');
    expect(entries.length).toBeGreaterThan(100);
    for (const [path, { integrity, resolved }] of entries) {
      expect(integrity, path).toMatch(/^sha512-/);
      expect(resolved, path).toBeUndefined();
    }
    expect(readFileSync(join(project, folder, 'package-lock.json'), 'utf8')).not.toMatch(/"(?!funding|url)\w+": "https?:/);
  });
});

it('who only runs the app installs nothing of what makes packages', () => {
  const forPackages = Object.keys(pinsIn(PACKAGING));
  expect(forPackages).toContain('electron-builder');
  for (const name of [...forPackages, 'app-builder-lib', '@electron/rebuild', '@electron/asar'])
    expect(Object.keys(lockIn('.')), name).not.toContain(`node_modules/${name}`);
});

describe('what is installed', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'porchlight-dependencies-'));
    mkdirSync(join(folder, 'node_modules'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const wanted: Record<string, Locked> = {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/of-another-system': { version: '1.0.0', optional: true },
  };
  const write = (name: string, packages: Record<string, Locked>) => writeFileSync(join(folder, name), JSON.stringify({ packages }));
  const isWith = (present: Record<string, Locked>) => {
    write('package-lock.json', wanted);
    write('node_modules/.package-lock.json', present);
    return isUpToDate(folder);
  };

  it('is enough when all is there that this system needs, and nothing else', () => {
    expect(isWith({ 'node_modules/a': { version: '1.0.0' } })).toBe(true);
    expect(isWith({ 'node_modules/a': { version: '1.0.1' } })).toBe(false);
    expect(isWith({})).toBe(false);
    expect(isWith({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/gone': { version: '1.0.0' } })).toBe(false);
  });

  it('is not enough when npm never came to its end', () => {
    write('package-lock.json', wanted);
    expect(isUpToDate(folder)).toBe(false);
  });
});
