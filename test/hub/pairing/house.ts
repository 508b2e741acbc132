import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Happening } from '../../../electron/hub/activity/report.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { newcomer } from '../../../electron/hub/pairing/emonesp/topics.ts';
import type { Knock } from '../../../electron/hub/pairing/needs.ts';
import { Requests } from '../../../electron/hub/pairing/requests.ts';
import { newcomer as newcomerV1 } from '../../../electron/hub/pairing/v1/newcomer.ts';
import { openDatabase } from '../../../electron/hub/storage/database.ts';
import { QuietedTable } from '../../../electron/hub/storage/quieted-table.ts';
import { RequestsTable } from '../../../electron/hub/storage/requests-table.ts';
import { HouseClock } from './house-clock.ts';
import { Ledger } from './ledger.ts';

const POLL_MS = 10_000;

/** Requests over a real database file, with a clock that stands still; can be restarted. */
export class House {
  readonly clock = new HouseClock();
  readonly ledger = new Ledger();
  readonly happenings: Happening[] = [];
  readonly changes: string[] = [];
  requests: Requests;
  private folder = mkdtempSync(join(tmpdir(), 'porchlight-pairing-'));
  private database: DatabaseSync;
  private count = 0;
  private limits: Partial<Record<keyof typeof LIMITS, number>>;

  constructor(limits: Partial<Record<keyof typeof LIMITS, number>> = {}) {
    this.limits = limits;
    this.database = openDatabase(join(this.folder, 'hub.sqlite'));
    this.requests = this.open();
  }

  /** `crash`: without stopping first. The clock moves on by `ms` while the hub is off. */
  restart(ms = 0, crash = false): void {
    if (!crash) this.requests.stop();
    this.database.close();
    this.clock.forget();
    this.clock.sleep(ms);
    this.database = openDatabase(join(this.folder, 'hub.sqlite'));
    this.requests = this.open();
  }

  close(): void {
    this.requests.stop();
    this.database.close();
    rmSync(this.folder, { recursive: true });
  }

  /** Knocks like a device that polls, every 10 s for so long. */
  poll(address: string, ms: number, node: string | null = null): void {
    for (let time = 0; time < ms; time += POLL_MS) {
      this.clock.advance(POLL_MS);
      this.knock(address, node);
    }
  }

  knock(address: string, node: string | null = null, more: Partial<Knock> = {}): void {
    const key = node === null ? `emonesp:address:${address}` : `emonesp:node:${node}`;
    const live = this.requests.at('emonesp', address);
    if (live) {
      this.requests.again(live.id, more.keepsConnection ?? false);
      return;
    }
    const who = { key, address, node, name: node ?? address, type: null, firmware: null, keepsConnection: false };
    this.requests.knock({ protocol: 'emonesp', ...who, firstSeenAt: this.clock.now(), knocks: 1, ...more });
  }

  /** Knocks and returns the request's id. */
  card(address: string, node: string | null = null): string {
    this.knock(address, node);
    return this.only(address).id;
  }

  only(address: string) {
    const found = this.requests.list().filter((request) => request.address === address);
    if (found.length !== 1) throw new Error(`${found.length} requests of ${address}`);
    return found[0] as (typeof found)[number];
  }

  said(text: string): number {
    return this.happenings.filter((happening) => happening.text.includes(text)).length;
  }

  /** Rows as they are on disk now. */
  stored(): { state: string; lastSeenAt: number; knocks: number }[] {
    return new RequestsTable(this.database).all();
  }

  storedQuieted() {
    return new QuietedTable(this.database).all();
  }

  private open(): Requests {
    const requests = new Requests({
      clock: this.clock,
      randomId: () => `request-${++this.count}`,
      requests: new RequestsTable(this.database),
      quieted: new QuietedTable(this.database),
      desk: this.ledger,
      newcomer: (request) => (request.protocol === 'v1' ? newcomerV1(request) : newcomer(request, this.ledger)),
      report: (happening) => this.happenings.push(happening),
      changed: (what, ids) => this.changes.push(...ids.map((id) => `${what} ${id}`)),
      limits: { ...LIMITS, ...this.limits },
    });
    requests.start();
    return requests;
  }
}
