import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeCacheIn } from '../../electron/desktop/code-cache.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'porchlight-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

describe('codeCacheIn', () => {
  it('makes a folder that nobody else can look into', () => {
    const folder = codeCacheIn(dataDir) as string;
    expect(folder).toBe(join(dataDir, 'code-cache'));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(codeCacheIn(dataDir)).toBe(folder);
  });

  it.each([0o770, 0o757])('is none where others may write in the data folder (%o)', (mode) => {
    chmodSync(dataDir, mode);
    expect(codeCacheIn(dataDir)).toBeNull();
  });

  it('is none where others may write in the folder itself', () => {
    const folder = join(dataDir, 'code-cache');
    mkdirSync(folder);
    chmodSync(folder, 0o777);
    expect(codeCacheIn(dataDir)).toBeNull();
  });

  it("is none in somebody else's data folder", () => {
    expect(codeCacheIn(dataDir, statSync(dataDir).uid + 1)).toBeNull();
  });

  it('is none where it cannot be made', () => {
    writeFileSync(join(dataDir, 'file'), '');
    expect(codeCacheIn(join(dataDir, 'file'))).toBeNull();
  });

  it('forgets what older versions of Node compiled', () => {
    const folder = codeCacheIn(dataDir) as string;
    for (const version of ['a', 'b', 'c']) mkdirSync(join(folder, version));
    codeCacheIn(dataDir);
    expect(readdirSync(folder)).toEqual(['a', 'b', 'c']);
    mkdirSync(join(folder, 'd'));
    codeCacheIn(dataDir);
    expect(readdirSync(folder)).toEqual([]);
  });
});
