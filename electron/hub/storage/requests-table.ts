import type { DatabaseSync } from 'node:sqlite';
import type { Request } from '../../contract/model.ts';
import { transaction } from './database.ts';

/** A request as stored: what the inbox shows, and what is needed to go on after a restart. */
export interface StoredRequest extends Request {
  /** Who asks, as the quiet list knows it. */
  key: string;
  /** Its HTTP client asked to keep the connection: firmware 3.1 or later. */
  keepsConnection: boolean;
  /** Allow made the device, so it goes again if the device never fetches its credential. */
  madeDevice: boolean;
  /** The credential was handed out at least once. */
  fetched: boolean;
  /** SHA-256 of the nonce that only the device has, base64url; `null` for ways of asking without a code. */
  commitment: string | null;
  /** Our half, base64url, until the device has shown its own. */
  hubNonce: string | null;
  /** The device says that it can show a code. */
  showsCode: boolean;
}

/** Kept in memory alone. */
type Column = Exclude<keyof StoredRequest, 'rivals'>;

/** Column of each field, in the order of the statement. */
const COLUMNS = {
  id: 'id',
  protocol: 'protocol',
  key: 'key',
  address: 'address',
  node: 'node',
  name: 'name',
  type: 'type',
  firmware: 'firmware',
  keepsConnection: 'keeps_connection',
  firstSeenAt: 'first_seen_at',
  lastSeenAt: 'last_seen_at',
  knocks: 'knocks',
  folded: 'folded',
  state: 'state',
  endsAt: 'ends_at',
  knownDeviceId: 'known_device_id',
  deviceId: 'device_id',
  madeDevice: 'made_device',
  fetched: 'fetched',
  proof: 'proof',
  code: 'code',
  commitment: 'commitment',
  hubNonce: 'hub_nonce',
  showsCode: 'shows_code',
} as const satisfies Record<Column, string>;

const FIELDS = Object.keys(COLUMNS) as Column[];
const FLAGS = ['keepsConnection', 'folded', 'madeDevice', 'fetched', 'showsCode'] as const;

/** Requests that wait, are allowed, or ended a moment ago. Every call is stored when it returns. */
export class RequestsTable {
  private database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  all(): StoredRequest[] {
    const columns = FIELDS.map((field) => `${COLUMNS[field]} AS ${field}`).join(', ');
    const rows = this.database.prepare(`SELECT ${columns} FROM requests ORDER BY first_seen_at, id`).all();
    return rows.map((row) => {
      const flags = Object.fromEntries(FLAGS.map((flag) => [flag, row[flag] === 1]));
      return { ...row, ...flags, rivals: [] } as unknown as StoredRequest;
    });
  }

  /** Adds or replaces them, all or none. */
  save(...requests: StoredRequest[]): void {
    if (requests.length === 0) return;
    const places = FIELDS.map(() => '?').join(', ');
    const insert = this.database.prepare(`INSERT OR REPLACE INTO requests (${Object.values(COLUMNS).join(', ')}) VALUES (${places})`);
    transaction(this.database, () => {
      for (const request of requests) {
        insert.run(...FIELDS.map((field) => (typeof request[field] === 'boolean' ? Number(request[field]) : request[field])));
      }
    });
  }

  /** Adds or replaces some and removes others, all or none. */
  update(changed: readonly StoredRequest[], gone: readonly string[]): void {
    transaction(this.database, () => {
      this.save(...changed);
      for (const id of gone) this.remove(id);
    });
  }

  remove(id: string): void {
    this.database.prepare('DELETE FROM requests WHERE id = ?').run(id);
  }
}
