import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeDataDir } from '../../electron/desktop/data-dir.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'porchlight-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const modeOf = (path: string) => statSync(path).mode & 0o777;

it.skipIf(process.platform === 'win32')('makes the folder, and those above it, for its owner alone', () => {
  makeDataDir(join(root, 'a/b'));
  expect([modeOf(join(root, 'a')), modeOf(join(root, 'a/b'))]).toEqual([0o700, 0o700]);
});

it.skipIf(process.platform === 'win32')('leaves a folder that is there as it is', () => {
  chmodSync(root, 0o750);
  makeDataDir(root);
  expect(modeOf(root)).toBe(0o750);
});
