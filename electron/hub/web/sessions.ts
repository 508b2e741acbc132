import { createHash, createHmac } from 'node:crypto';
import type { WebSession } from '../../contract/web.ts';
import type { Clock, RandomBytes } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import type { Attempt } from '../storage/attempt.ts';
import type { StoredWebSession, WebSessionsTable } from '../storage/web-sessions-table.ts';

/** 256 bits: nobody guesses one. */
const SECRET_BYTES = 32;

export interface SessionsNeeds {
  table: WebSessionsTable;
  clock: Clock;
  random: RandomBytes;
  attempt: Attempt;
}

/** Who a request comes from. */
export interface Visit {
  /** Of the session; see {@link WebSession}. */
  number: number;
  /** What each change that this session asks for has to carry beside its cookie. */
  csrf: string;
}

/** The browsers that are logged in: bounded in number and in age, and each known by the hash of a secret alone. */
export class Sessions {
  private needs: SessionsNeeds;
  private followers = new Set<(number: number) => void>();

  constructor(needs: SessionsNeeds) {
    this.needs = needs;
  }

  /** Logs a browser in. The secret is for its cookie and is not kept. The one unused the longest makes room. */
  begin(address: string, browser: string): { secret: string; visit: Visit } {
    const { table, clock, random } = this.needs;
    this.sweep();
    for (const old of table.all().slice(LIMITS.webSessions - 1)) this.end(old.number);
    const secret = Buffer.from(random(SECRET_BYTES)).toString('base64url');
    const now = clock.now();
    const number = table.insert({ hash: hashOf(secret), createdAt: now, lastUsedAt: now, address, browser });
    return { secret, visit: { number, csrf: csrfOf(secret) } };
  }

  /** Whose secret this is; `null` if it is nobody's, or its time is over. */
  find(secret: string | undefined, address: string): Visit | null {
    if (!secret) return null;
    const { table, clock, attempt } = this.needs;
    const session = table.find(hashOf(secret));
    if (!session) return null;
    const now = clock.now();
    if (isOver(session, now)) {
      this.end(session.number);
      return null;
    }
    if (now - session.lastUsedAt >= LIMITS.lastSeenWriteMs) attempt(() => table.used(session.number, now, address));
    return { number: session.number, csrf: csrfOf(secret) };
  }

  /** False when it has ended since. */
  isGood(number: number): boolean {
    const session = this.needs.table.all().find((each) => each.number === number);
    return session !== undefined && !isOver(session, this.needs.clock.now());
  }

  /** For the person who asks from one of them. */
  list(asking: number): WebSession[] {
    this.sweep();
    return this.needs.table.all().map(({ hash: _hash, ...session }) => ({ ...session, isThis: session.number === asking }));
  }

  get count(): number {
    return this.needs.table.all().length;
  }

  end(number: number): void {
    this.needs.table.remove(number);
    for (const follower of this.followers) follower(number);
  }

  endAll(): void {
    for (const { number } of this.needs.table.all()) this.end(number);
  }

  /** Ends those whose time is over. To be called now and then. */
  sweep(): void {
    const now = this.needs.clock.now();
    for (const session of this.needs.table.all()) if (isOver(session, now)) this.end(session.number);
  }

  /** Calls back with the number of each session that ends. */
  onEnded(follower: (number: number) => void): void {
    this.followers.add(follower);
  }
}

function isOver({ createdAt, lastUsedAt }: StoredWebSession, now: number): boolean {
  return now - createdAt >= LIMITS.webSessionMs || now - lastUsedAt >= LIMITS.webSessionIdleMs;
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Who has only the token cannot find the secret by it, and the other way round nothing has to be kept. */
const csrfOf = (secret: string): string => createHmac('sha256', secret).update('csrf').digest('base64url');
