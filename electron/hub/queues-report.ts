import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { QUEUE_AGES_MS, type QueueShape } from '../contract/queues.ts';
import { MIGRATIONS } from './storage/migrations.ts';

/** What waits for one client id, as it is stored. */
export interface QueueReportRow extends QueueShape {
  clientId: string;
  /** Sent and not acknowledged yet: part of no column. */
  inFlight: number;
  /** When the oldest waiting message came; `null` when none waits. */
  oldestAt: number | null;
  dropped: { full: number; expired: number; lastAt: number | null };
}

export interface QueueReport {
  at: number;
  /** Sessions that are kept, also those with nothing waiting. */
  sessions: number;
  totals: QueueShape & { inFlight: number };
  /** Queues in which messages wait or from which some were dropped, the worst first. */
  rows: QueueReportRow[];
}

/** Why the queues cannot be read, in words for the person who asked. */
export class QueueReportError extends Error {}

const COLUMNS = QUEUE_AGES_MS.length + 1;
const IN_FLIGHT = -1;
/** How long another program may hold the file. */
const BUSY_MS = 2_000;

const noMessages = (): number[] => new Array<number>(COLUMNS).fill(0);
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/**
 * Reads what waits for whom from the data folder, also while the app runs on it; changes nothing there.
 * `by` says which rows are the worst. Throws a {@link QueueReportError} when there is nothing that can be read.
 */
export function readQueues(dataDir: string, now: number, by: keyof QueueShape): QueueReport {
  const file = join(dataDir, 'porchlight.db');
  try {
    if (!statSync(file, { throwIfNoEntry: false })) {
      throw new QueueReportError(`There is no data of Porchlight in ${dataDir}. Start the app once, or name its folder.`);
    }
    const database = openToRead(file);
    try {
      return report(database, now, by);
    } finally {
      database.close();
    }
  } catch (error) {
    if (error instanceof QueueReportError) throw error;
    throw new QueueReportError(`The queues in ${file} cannot be read: ${(error as Error).message}.`);
  }
}

function openToRead(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: true, timeout: BUSY_MS });
  try {
    database.prepare('PRAGMA user_version').get();
    return database;
  } catch (error) {
    database.close();
    // A folder that cannot be written has no room for what SQLite puts beside the file; while all is in the file, none is needed.
    if (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size) throw error;
    const still = pathToFileURL(file);
    still.searchParams.set('immutable', '1');
    return new DatabaseSync(still, { readOnly: true });
  }
}

function report(database: DatabaseSync, now: number, by: keyof QueueShape): QueueReport {
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version < MIGRATIONS.length) throw new QueueReportError('This data was written by an older Porchlight. Start the app once.');
  if (version > MIGRATIONS.length) throw new QueueReportError('This data was written by a newer Porchlight. Install the newer one.');
  // Both reads see the same moment, whatever the app stores meanwhile.
  database.exec('BEGIN');
  const rows = new Map(sessions(database).map((row) => [row.number, row]));
  const totals = { messages: noMessages(), bytes: noMessages(), inFlight: 0 };
  for (const { session, age, count, size, oldest } of ages(database, now)) {
    const row = rows.get(session);
    if (!row) continue;
    if (age === IN_FLIGHT) {
      row.inFlight = count;
      totals.inFlight += count;
      continue;
    }
    row.messages[age] = count;
    row.bytes[age] = size;
    row.oldestAt = Math.min(row.oldestAt ?? oldest, oldest);
    totals.messages[age] = (totals.messages[age] ?? 0) + count;
    totals.bytes[age] = (totals.bytes[age] ?? 0) + size;
  }
  const waiting = [...rows.values()].filter(({ oldestAt, dropped }) => oldestAt !== null || dropped.full + dropped.expired > 0);
  waiting.sort((a, b) => sum(b[by]) - sum(a[by]) || (a.oldestAt ?? now) - (b.oldestAt ?? now) || (a.clientId < b.clientId ? -1 : 1));
  return { at: now, sessions: rows.size, totals, rows: waiting.map(({ number: _number, ...row }) => row) };
}

function sessions(database: DatabaseSync): (QueueReportRow & { number: number })[] {
  const read = database.prepare(
    'SELECT number, client_id AS clientId, dropped_full AS droppedFull, dropped_expired AS expired, dropped_at AS lastAt FROM sessions',
  );
  const stored = read.all() as { number: number; clientId: string; droppedFull: number; expired: number; lastAt: number | null }[];
  return stored.map(({ number, clientId, droppedFull, expired, lastAt }) => ({
    ...{ number, clientId, messages: noMessages(), bytes: noMessages(), inFlight: 0, oldestAt: null },
    dropped: { full: droppedFull, expired, lastAt },
  }));
}

/** One walk over the queue, whatever its length. */
function ages(database: DatabaseSync, now: number) {
  const columns = QUEUE_AGES_MS.map((_, column) => `WHEN at > ?${column + 1} THEN ${column}`).join(' ');
  const read = database.prepare(
    `SELECT session, CASE WHEN packet_id > 0 THEN ${IN_FLIGHT} ${columns} ELSE ${QUEUE_AGES_MS.length} END AS age,
      count(*) AS count, sum(size) AS size, min(at) AS oldest
    FROM queue GROUP BY 1, 2`,
  );
  return read.all(...QUEUE_AGES_MS.map((age) => now - age)) as {
    session: number;
    age: number;
    count: number;
    size: number;
    oldest: number;
  }[];
}
