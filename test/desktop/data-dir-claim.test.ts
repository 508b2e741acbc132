import { existsSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { dataDirOf } from '../../electron/desktop/data-dir.ts';

let root: string;
let paths: Record<string, string>;
let atQuit: (() => void)[];
const takeLock = vi.fn(() => true);
const app = {
  setPath: (name: string, path: string) => {
    paths[name] = path;
  },
  once: (_event: string, listener: () => void) => atQuit.push(listener),
};
const folder = (dataDir: string) => dataDirOf({ app: app as unknown as Parameters<typeof dataDirOf>[0]['app'], dataDir, takeLock });

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'porchlight-'));
  paths = {};
  atQuit = [];
  takeLock.mockReset().mockReturnValue(true);
});

it('is made, and is ours with what Electron keeps', () => {
  const dir = join(root, 'new');
  expect(folder(dir).claim()).toEqual({ state: 'ours' });
  expect(paths).toEqual({ userData: dir, sessionData: join(dir, 'chromium') });
  expect(readdirSync(dir)).toEqual([]);
});

it('is claimed once', () => {
  const mine = folder(root);
  mine.claim();
  expect(mine.claim()).toEqual({ state: 'ours' });
  expect(takeLock).toHaveBeenCalledOnce();
});

it('is somebody else’s when they have the lock', () => {
  takeLock.mockReturnValue(false);
  expect(folder(root).claim()).toEqual({ state: 'theirs' });
});

it('that cannot be written is left alone until it can', () => {
  const file = join(root, 'file');
  writeFileSync(file, '');
  const inside = folder(join(file, 'inside'));
  expect(inside.claim()).toMatchObject({ state: 'unusable', reason: expect.stringContaining('ENOTDIR') });
  expect(takeLock).not.toHaveBeenCalled();
  expect(paths).toEqual({});
});

it('has a stand-in that goes with the app', () => {
  folder(join(root, 'x')).standIn();
  expect(existsSync(paths.userData as string)).toBe(true);
  expect(paths.userData).not.toContain(root);
  for (const run of atQuit) run();
  expect(existsSync(paths.userData as string)).toBe(false);
});

it.skipIf(process.platform === 'win32')('that cannot be written still leads to the one who runs on it', () => {
  const dir = join(root, 'dir');
  folder(dir).claim();
  // Where nothing of this name can be made, nothing can be written.
  const probe = `.probe-${process.pid}`;
  symlinkSync('/nowhere/at/all', join(dir, probe));
  symlinkSync(`${hostname()}-${process.pid}`, join(dir, 'SingletonLock'));
  takeLock.mockReturnValue(false);
  expect(folder(dir).claim()).toEqual({ state: 'theirs' });
});

it.skipIf(process.platform === 'win32')('that cannot be written is not taken for held by one who is gone', () => {
  const dir = join(root, 'dir');
  folder(dir).claim();
  symlinkSync('/nowhere/at/all', join(dir, `.probe-${process.pid}`));
  symlinkSync(`${hostname()}-4194304`, join(dir, 'SingletonLock'));
  expect(folder(dir).claim()).toMatchObject({ state: 'unusable' });
});
