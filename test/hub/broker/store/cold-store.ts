import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { afterEach } from 'vitest';
import { type BrokerLimits, DEFAULT_BROKER_LIMITS } from '../../../../electron/contract/limits.ts';
import { KeptStore } from '../../../../electron/hub/broker/store/kept-store.ts';
import { openDatabase } from '../../../../electron/hub/storage/database.ts';
import { ManualClock } from '../../manual-clock.ts';
import { SlowWriter } from './slow-writer.ts';

const open: { database: DatabaseSync; writer: SlowWriter }[] = [];

afterEach(() => {
  for (const { database, writer } of open.splice(0)) {
    writer.cut();
    database.close();
  }
});

/** A store on a file, which a test may leave without a word, as when the power fails, and open again. */
export class ColdStore {
  readonly clock = new ManualClock();
  limits: BrokerLimits = DEFAULT_BROKER_LIMITS;
  writer!: SlowWriter;
  store!: KeptStore;
  private file = join(mkdtempSync(join(tmpdir(), 'porchlight-')), 'test.db');
  private database!: DatabaseSync;

  constructor() {
    this.open();
  }

  /** The power fails, and comes back: what was not stored is gone. */
  restart(): KeptStore {
    this.writer.cut();
    this.open();
    return this.store;
  }

  /** Resolves when all that changed until now is on disk. */
  stored(): Promise<void> {
    return this.store.journal.stored();
  }

  count(table: 'messages' | 'queue' | 'received' | 'sessions' | 'subscriptions' | 'retained' | 'wills'): number {
    return (this.database.prepare(`SELECT count(*) AS count FROM ${table}`).get() as { count: number }).count;
  }

  /** Rows of `messages` whose number of queues is not what it says. */
  miscounted(): number {
    const wrong = 'SELECT count(*) AS count FROM messages WHERE waiting <> (SELECT count(*) FROM queue WHERE message = messages.id)';
    return (this.database.prepare(wrong).get() as { count: number }).count;
  }

  private open(): void {
    this.database = openDatabase(this.file);
    this.writer = new SlowWriter(this.database);
    open.push({ database: this.database, writer: this.writer });
    void this.writer.flow();
    this.store = new KeptStore({ database: this.database, writer: this.writer, clock: this.clock, limits: () => this.limits });
  }
}
