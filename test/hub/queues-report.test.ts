import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { readQueues } from '../../electron/hub/queues-report.ts';
import { queueJson, queueTable } from '../../electron/hub/queues-table.ts';
import { openDatabase } from '../../electron/hub/storage/database.ts';
import { runQueuesCommand } from '../../electron/queues-command.ts';

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const folders: string[] = [];
const databases: DatabaseSync[] = [];

afterEach(() => {
  for (const database of databases.splice(0)) database.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-queues-'));
  folders.push(folder);
  return folder;
}

interface Waiting {
  ago: number;
  size?: number;
  packetId?: number;
}

/** A data folder with a hub's own tables, still open as it is while the app runs. */
function home(queues: Record<string, Waiting[]>, dropped: Record<string, [full: number, expired: number]> = {}) {
  const dataDir = newFolder();
  const database = openDatabase(join(dataDir, 'porchlight.db'));
  databases.push(database);
  const session = database.prepare('INSERT INTO sessions VALUES (?, ?, ?, 0, ?, ?, ?)');
  const message = database.prepare('INSERT INTO queue VALUES (?, ?, ?, 1, ?, ?, ?, 0)');
  for (const [number, [clientId, waiting]] of Object.entries(queues).entries()) {
    const [full, expired] = dropped[clientId] ?? [0, 0];
    session.run(number, clientId, 'owner', full, expired, full + expired > 0 ? NOW - HOUR : null);
    for (const [seq, { ago, size = 100, packetId = 0 }] of waiting.entries())
      message.run(number, seq, number * 1_000 + seq, NOW - ago, size, packetId);
  }
  return { dataDir, database, stop: () => databases.splice(0).map((open) => open.close()) };
}

const someQueues = {
  lamp: [{ ago: 0 }, { ago: 30 * HOUR }],
  idle: [],
  greenhouse: [{ ago: 59_999 }, { ago: MINUTE }, { ago: 2 * HOUR }, { ago: 3 * HOUR, packetId: 7 }],
  camera: [{ ago: 10 * MINUTE, size: 9_000 }],
};

describe('what waits for whom', () => {
  it('is counted by client and age, worst first, without what is under way', () => {
    const { dataDir } = home(someQueues);
    const { rows, totals, sessions, at } = readQueues(dataDir, NOW, 'messages');
    expect(at).toBe(NOW);
    expect(sessions).toBe(4);
    expect(rows.map(({ clientId }) => clientId)).toEqual(['greenhouse', 'lamp', 'camera']);
    expect(rows[0]).toEqual({
      clientId: 'greenhouse',
      messages: [1, 1, 0, 0, 1, 0, 0],
      bytes: [100, 100, 0, 0, 100, 0, 0],
      inFlight: 1,
      oldestAt: NOW - 2 * HOUR,
      dropped: { full: 0, expired: 0, lastAt: null },
    });
    expect(rows[1]?.messages).toEqual([1, 0, 0, 0, 0, 0, 1]);
    expect(totals).toEqual({ messages: [2, 1, 1, 0, 1, 0, 1], bytes: [200, 100, 9_000, 0, 100, 0, 100], inFlight: 1 });
  });

  it('is worst by bytes when bytes are asked for', () => {
    const { dataDir } = home(someQueues);
    expect(readQueues(dataDir, NOW, 'bytes').rows.map(({ clientId }) => clientId)).toEqual(['camera', 'greenhouse', 'lamp']);
  });

  it('names those that only lost messages as well', () => {
    const { dataDir } = home({ lamp: [], idle: [] }, { lamp: [5, 2] });
    expect(readQueues(dataDir, NOW, 'messages').rows).toMatchObject([
      { clientId: 'lamp', oldestAt: null, dropped: { full: 5, expired: 2, lastAt: NOW - HOUR } },
    ]);
  });

  it('is read while the app writes, and as it stands', () => {
    const { dataDir, database } = home(someQueues);
    database.exec('BEGIN IMMEDIATE; DELETE FROM queue');
    expect(readQueues(dataDir, NOW, 'messages').totals.messages).toEqual([2, 1, 1, 0, 1, 0, 1]);
    database.exec('COMMIT');
    expect(readQueues(dataDir, NOW, 'messages').rows).toEqual([]);
  });

  it('is read when the app is not running, and nothing is changed', () => {
    const { dataDir, stop } = home(someQueues);
    stop();
    const file = join(dataDir, 'porchlight.db');
    const before = readFileSync(file);
    const { mtimeMs } = statSync(file);
    expect(readQueues(dataDir, NOW, 'messages').rows).toHaveLength(3);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(statSync(file).mtimeMs).toBe(mtimeMs);
  });

  it('is read from a folder that has no room for what SQLite puts beside the file', () => {
    const { dataDir, stop } = home(someQueues);
    stop();
    symlinkSync(join(dataDir, 'nowhere', 'shm'), join(dataDir, 'porchlight.db-shm'));
    expect(readQueues(dataDir, NOW, 'messages').rows).toHaveLength(3);
  });

  it('is right among a hundred thousand messages', () => {
    const { dataDir, database } = home({ flood: [], quiet: [{ ago: 0 }] });
    database.exec(`${NUMBERS} INSERT INTO queue SELECT 0, value, value, 1, ${NOW} - value * 1000, 50, 0, 0 FROM numbers`);
    const { rows } = readQueues(dataDir, NOW, 'messages');
    expect(rows[0]).toMatchObject({ clientId: 'flood', messages: [59, 240, 900, 2_400, 18_000, 64_800, 13_601] });
  });
});

const NUMBERS = 'WITH RECURSIVE numbers (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM numbers WHERE value < 100000)';

describe('the table', () => {
  it('is that of qshape: ages across, the total first, the worst on top', () => {
    const { dataDir } = home(someQueues);
    expect(queueTable(readQueues(dataDir, NOW, 'messages'), 'messages')).toBe(
      [
        '            T  1m  5m  20m  1h  6h  1d  1d+',
        '     TOTAL  6   2   1    1   0   1   0    1',
        'greenhouse  3   1   1    0   0   1   0    0',
        '      lamp  2   1   0    0   0   0   0    1',
        '    camera  1   0   0    1   0   0   0    0',
        '',
      ].join('\n'),
    );
  });

  it('shows bytes in short', () => {
    const sizes = [999, 1_000, 9_949, 9_950, 999_499, 999_500, 34_000_000];
    const { dataDir } = home(Object.fromEntries(sizes.map((size, index) => [`c${index}`, [{ ago: 0, size }]])));
    const table = queueTable(readQueues(dataDir, NOW, 'bytes'), 'bytes');
    const totals = table
      .split('\n')
      .slice(2, -1)
      .map((line) => line.trim().split(/ +/)[1]);
    expect(totals).toEqual(['34M', '1.0M', '999k', '10k', '9.9k', '1.0k', '999']);
  });

  it('with nothing waiting is its total', () => {
    const { dataDir } = home({});
    expect(queueTable(readQueues(dataDir, NOW, 'messages'), 'messages').split('\n')).toEqual([
      '       T  1m  5m  20m  1h  6h  1d  1d+',
      'TOTAL  0   0   0    0   0   0   0    0',
      '',
    ]);
  });

  it('holds nothing that a terminal would obey, whatever a client calls itself', () => {
    const hostile = {
      '\u001b[2J\u009b31m\u202egreen\nTOTAL 0': [{ ago: 0 }],
      '\u200b': [{ ago: 0 }],
      [`${'x'.repeat(60)}end`]: [{ ago: 0 }],
    };
    const { dataDir } = home(hostile);
    const report = readQueues(dataDir, NOW, 'messages');
    const lines = queueTable(report, 'messages').split('\n');
    expect(lines).toHaveLength(2 + 3 + 1);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
    expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b\u202e]/);
    expect(lines.some((line) => line.startsWith(`${'x'.repeat(39)}… `))).toBe(true);
    const json = queueJson(report);
    expect(json).toMatch(/^[\n -~]*$/);
    expect((JSON.parse(json) as typeof report).rows.map(({ clientId }) => clientId).sort()).toEqual(Object.keys(hostile).sort());
  });
});

describe('the command', () => {
  const run = (dataDir: string, json = false) => runQueuesCommand({ dataDir, json, by: 'messages', now: NOW });

  it('prints a table, or JSON with the same numbers', () => {
    const { dataDir } = home(someQueues);
    expect(run(dataDir)).toMatchObject({ code: 0, errors: '' });
    const { code, output } = run(dataDir, true);
    expect(code).toBe(0);
    expect(JSON.parse(output)).toEqual({
      ...readQueues(dataDir, NOW, 'messages'),
      agesMs: [60_000, 300_000, 1_200_000, 3_600_000, 21_600_000, 86_400_000],
    });
  });

  it('says what is wrong, and leaves nothing behind', () => {
    const nowhere = join(newFolder(), 'nowhere');
    expect(run(nowhere)).toEqual({
      code: 1,
      output: '',
      errors: `porchlight: There is no data of Porchlight in ${nowhere}. Start the app once, or name its folder.\n`,
    });
    expect(statSync(nowhere, { throwIfNoEntry: false })).toBeUndefined();

    const damaged = newFolder();
    writeFileSync(join(damaged, 'porchlight.db'), 'no database at all, but long enough to be looked at'.repeat(100));
    expect(run(damaged)).toMatchObject({
      code: 1,
      output: '',
      errors: expect.stringMatching(/cannot be read: file is not a database\.\n$/),
    });

    const folder = newFolder();
    mkdirSync(join(folder, 'porchlight.db'));
    expect(run(folder)).toMatchObject({ code: 1, errors: expect.stringContaining('cannot be read') });
  });

  it.each([
    [1, 'written by an older Porchlight'],
    [1_000, 'written by a newer Porchlight'],
  ])('does not guess at tables of another version: %i', (version, words) => {
    const { dataDir, database } = home(someQueues);
    database.exec(`PRAGMA user_version = ${version}`);
    expect(run(dataDir)).toMatchObject({ code: 1, errors: expect.stringContaining(words) });
  });
});
