import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { notSaved, type Trouble, troubleOf, troubleWords } from '../../../electron/hub/storage/trouble.ts';

const sqlite = (errcode: number) => Object.assign(new Error('x'), { code: 'ERR_SQLITE_ERROR', errcode });
const file = (code: string, syscall = 'write') => Object.assign(new Error('x'), { code, syscall });

test.each<[string, unknown, Trouble | null]>([
  ['SQLITE_FULL', sqlite(13), 'full'],
  ['SQLITE_READONLY', sqlite(8), 'read-only'],
  ['SQLITE_READONLY_DBMOVED', sqlite(1_032), 'read-only'],
  ['SQLITE_BUSY', sqlite(5), 'locked'],
  ['SQLITE_BUSY_RECOVERY', sqlite(261), 'locked'],
  ['SQLITE_LOCKED', sqlite(6), 'locked'],
  ['SQLITE_CORRUPT', sqlite(11), 'damaged'],
  ['SQLITE_NOTADB', sqlite(26), 'damaged'],
  ['SQLITE_IOERR_WRITE', sqlite(778), 'failing'],
  ['SQLITE_CANTOPEN', sqlite(14), 'failing'],
  ['what a thread passed on', { message: 'x', code: 'ERR_SQLITE_ERROR', errcode: 13 }, 'full'],
  ['ENOSPC', file('ENOSPC'), 'full'],
  ['EROFS', file('EROFS', 'open'), 'read-only'],
  ['EACCES', file('EACCES', 'mkdir'), 'read-only'],
  ['a broken rule of the database', sqlite(19), null],
  ['a port that may not be opened', file('EACCES', 'listen'), null],
  ['any other error', new Error('x'), null],
  ['nothing', undefined, null],
])('%s', (_what, error, trouble) => {
  expect(troubleOf(error)).toBe(trouble);
});

test('an error that says little is looked into on the disk', () => {
  expect(troubleOf(sqlite(14), mkdtempSync(join(tmpdir(), 'porchlight-')))).toBe('failing');
  // Where the system lets nobody write.
  if (process.platform === 'linux') expect(troubleOf(sqlite(14), '/proc/self')).not.toBe('full');
});

test('a listener that fails is not taken for a disk that does', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const { port } = taken.address() as { port: number };
  const error = await new Promise((resolve) => createServer().once('error', resolve).listen(port, '127.0.0.1'));
  taken.close();
  expect(troubleOf(error)).toBeNull();
});

test.each(['full', 'read-only', 'locked', 'damaged', 'failing'] as const)('%s: every word that a person needs', (trouble) => {
  const { problem, works, stopped, remedy } = troubleWords(trouble, '/home/ann/porch');
  expect(problem).toContain('/home/ann/porch');
  expect(works).toMatch(/QoS 0/);
  expect(stopped).toMatch(/QoS 1 and 2 are not acknowledged/);
  expect(remedy).toMatch(/\.$/);
  expect(notSaved(trouble)).toMatch(/^This could not be saved, because .+\. .+\.$/);
});
