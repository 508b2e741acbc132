import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { BrokerLimits } from '../../../contract/limits.ts';
import type { Clock } from '../../clock.ts';
import { LIMITS } from '../../limits.ts';
import type { Writer } from '../../storage/writer/writer.ts';
import { Entry } from './entry.ts';
import { Journal } from './journal.ts';
import { KeptSession } from './kept-session.ts';
import { RetainedMessages } from './retained-messages.ts';
import { StoredMessage } from './stored-message.ts';
import { WaitingLine } from './waiting-line.ts';
import { Wills } from './wills.ts';

export interface KeptStoreNeeds {
  /** Read from; everything is written through `writer`. */
  database: DatabaseSync;
  writer: Writer;
  clock: Clock;
  limits: () => BrokerLimits;
}

/** What a session has on disk, as it was when the hub started. */
export interface Found {
  waiting: WaitingLine;
  inFlight: { messages: number; bytes: number };
}

interface QueueRow {
  seq: number;
  qos: number;
  at: number;
  packetId: number;
  released: number;
  row: number;
  topic: string;
  payload: Uint8Array;
  messageQos: number;
  retain: number;
  extra: string | null;
}

/** What waits for one session, oldest first: lists of numbers as JSON. */
interface QueueLists {
  session: number;
  seqs: string;
  ats: string;
  sizes: string;
}

const QUEUE_COLUMNS = `queue.seq, queue.qos, queue.at, queue.packet_id AS packetId, queue.released, messages.id AS row, messages.topic,
  messages.payload, messages.qos AS messageQos, messages.retain, messages.extra`;
const QUEUED = 'FROM queue JOIN messages ON messages.id = queue.message';

/**
 * What the broker keeps over a restart: sessions with their subscriptions, queues and identifiers, retained messages, wills.
 * In memory is what is needed at once; the contents of queues are read from disk page by page.
 */
export class KeptStore {
  readonly journal: Journal;
  readonly retained: RetainedMessages;
  readonly wills: Wills;
  private sessions = new Map<string, KeptSession>();
  private found = new Map<KeptSession, Found>();
  private lastNumber = 0;
  private database: DatabaseSync;
  private writer: Writer;
  private clock: Clock;
  private readWaiting: StatementSync;
  private readInFlight: StatementSync;

  /** Reads what is on disk. */
  constructor({ database, writer, clock, limits }: KeptStoreNeeds) {
    this.database = database;
    this.writer = writer;
    this.clock = clock;
    this.journal = new Journal(writer, clock, this.number('SELECT max(id) AS number FROM messages') + 1);
    this.retained = new RetainedMessages(this.journal, limits);
    this.wills = new Wills(this.journal);
    this.readWaiting = database.prepare(
      `SELECT ${QUEUE_COLUMNS} ${QUEUED} WHERE session = ? AND seq >= ? AND packet_id = 0 ORDER BY seq LIMIT ?`,
    );
    this.readInFlight = database.prepare(`SELECT ${QUEUE_COLUMNS} ${QUEUED} WHERE session = ? AND packet_id > 0 ORDER BY seq`);
    this.loadSessions();
    this.loadQueues();
    this.loadRetained();
    this.loadWills();
  }

  /** Stores what is not on disk yet, if that can be. Nothing may be changed afterwards. */
  async close(): Promise<void> {
    const { journal, writer, clock } = this;
    let cancel = () => {};
    const longEnough = new Promise<void>((resolve) => {
      cancel = clock.after(journal.isFailing ? 0 : LIMITS.storeCloseMs, resolve);
    });
    await Promise.race([journal.stored(), longEnough]);
    cancel();
    await writer.close();
  }

  all(): KeptSession[] {
    return [...this.sessions.values()];
  }

  get(clientId: string): KeptSession | undefined {
    return this.sessions.get(clientId);
  }

  /** A new session in place of whatever was kept for the client id. */
  begin(clientId: string, owner: string, now: number): KeptSession {
    this.end(clientId);
    const session = new KeptSession(this.journal, ++this.lastNumber, clientId, owner, now, false);
    this.sessions.set(clientId, session);
    return session;
  }

  end(clientId: string): void {
    const session = this.sessions.get(clientId);
    if (!session) return;
    this.sessions.delete(clientId);
    this.found.delete(session);
    session.end();
  }

  /** What was on disk at the start; the caller counts on from there, so it is given once. */
  takeFound(session: KeptSession): Found {
    const found = this.found.get(session) ?? { waiting: new WaitingLine(), inFlight: { messages: 0, bytes: 0 } };
    this.found.delete(session);
    return found;
  }

  /** Waiting messages that are on disk, from `seq` on. */
  waiting(session: KeptSession, seq: number, most: number): Entry[] {
    return (this.readWaiting.all(session.number, seq, most) as unknown as QueueRow[]).map((row) => this.entry(session, row));
  }

  /** Messages on disk that were sent and not acknowledged, in the order in which they were sent. */
  inFlight(session: KeptSession): Entry[] {
    return (this.readInFlight.all(session.number) as unknown as QueueRow[]).map((row) => this.entry(session, row));
  }

  private entry(session: KeptSession, row: QueueRow): Entry {
    const message = new StoredMessage(row.topic, buffer(row.payload), row.messageQos, row.retain === 1, row.extra, row.row);
    const entry = Entry.read(this.journal, session, message, row);
    entry.packetId = row.packetId;
    entry.released = row.released === 1;
    return entry;
  }

  private number(sql: string): number {
    return (this.database.prepare(sql).get() as { number: number | null }).number ?? 0;
  }

  private rows<T>(sql: string, ...values: SQLInputValue[]): T[] {
    return this.database.prepare(sql).all(...values) as unknown as T[];
  }

  private loadSessions(): void {
    const byNumber = new Map<number, KeptSession>();
    const rows = this.rows<{ number: number; client_id: string; owner: string; left_at: number } & Record<string, number>>(
      'SELECT * FROM sessions ORDER BY left_at',
    );
    for (const { number, client_id, owner, left_at, dropped_full, dropped_expired, dropped_at } of rows) {
      const session = new KeptSession(this.journal, number, client_id, owner, left_at, true);
      Object.assign(session.drops, { full: dropped_full, expired: dropped_expired, lastAt: dropped_at });
      this.sessions.set(client_id, session);
      byNumber.set(number, session);
      this.lastNumber = Math.max(this.lastNumber, number);
    }
    for (const { session, filter, qos, options } of this.rows<{ session: number; filter: string; qos: number; options: string | null }>(
      'SELECT * FROM subscriptions',
    )) {
      byNumber.get(session)?.filters.set(filter, { qos, options });
    }
    for (const { session, packet_id, packet, payload } of this.rows<{
      session: number;
      packet_id: number;
      packet: string | null;
      payload: Uint8Array;
    }>('SELECT * FROM received')) {
      byNumber.get(session)?.received.set(packet_id, { packet, payload: buffer(payload) });
    }
  }

  private loadQueues(): void {
    const byNumber = new Map([...this.sessions.values()].map((session) => [session.number, session]));
    const found = (number: number): Found | null => {
      const session = byNumber.get(number);
      if (!session) return null;
      const known = this.found.get(session) ?? { waiting: new WaitingLine(), inFlight: { messages: 0, bytes: 0 } };
      this.found.set(session, known);
      return known;
    };
    // One row for each queue: a row for each message takes four times as long.
    const waiting = this.database.prepare(
      `SELECT session, json_group_array(seq) AS seqs, json_group_array(at / 1000) AS ats, json_group_array(size) AS sizes
       FROM queue WHERE packet_id = 0 GROUP BY session`,
    );
    for (const { session, ...lists } of waiting.iterate() as Iterable<unknown> as Iterable<QueueLists>) {
      const known = found(session);
      if (known) readLine(lists, known.waiting);
    }
    for (const { session, messages, bytes } of this.rows<{ session: number; messages: number; bytes: number }>(
      'SELECT session, count(*) AS messages, sum(size) AS bytes FROM queue WHERE packet_id > 0 GROUP BY session',
    )) {
      const known = found(session);
      if (known) known.inFlight = { messages, bytes };
    }
    // For each session apart, because the primary key has its last one at hand.
    for (const { number, last } of this.rows<{ number: number; last: number | null }>(
      'SELECT number, (SELECT max(seq) FROM queue WHERE session = number) AS last FROM sessions',
    )) {
      const kept = byNumber.get(number);
      if (kept && last !== null) kept.nextSeq = last + 1;
    }
  }

  private loadRetained(): void {
    for (const row of this.database.prepare('SELECT * FROM retained').iterate() as Iterable<unknown> as Iterable<
      Omit<Parameters<RetainedMessages['load']>[0], 'payload'> & { payload: Uint8Array }
    >) {
      this.retained.load({ ...row, payload: buffer(row.payload) });
    }
  }

  private loadWills(): void {
    for (const { client_id, retain, payload, ...will } of this.rows<{
      client_id: string;
      owner: string | null;
      topic: string;
      payload: Uint8Array;
      qos: number;
      retain: number;
      extra: string | null;
    }>('SELECT * FROM wills')) {
      this.wills.load(client_id, { ...will, payload: buffer(payload), retain: retain === 1 });
    }
  }
}

function readLine({ seqs, ats, sizes }: Omit<QueueLists, 'session'>, line: WaitingLine): void {
  const [allSeqs, allAts, allSizes] = [seqs, ats, sizes].map((list) => JSON.parse(list)) as [number[], number[], number[]];
  allSeqs.forEach((seq, index) => {
    line.push(seq, allAts[index] as number, allSizes[index] as number);
  });
}

const buffer = ({ buffer, byteOffset, byteLength }: Uint8Array) => Buffer.from(buffer, byteOffset, byteLength);
