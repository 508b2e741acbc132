import type { BrokerLimits, QueueCaps } from '../../../contract/limits.ts';
import type { Clock } from '../../clock.ts';
import { LIMITS } from '../../limits.ts';
import type { KeptSession } from '../store/kept-session.ts';
import type { KeptStore } from '../store/kept-store.ts';
import type { InnerClient } from './internals.ts';
import type { Router } from './router.ts';
import { Session } from './session.ts';

export interface SessionsNeeds {
  store: KeptStore;
  router: Router<Session>;
  clock: Clock;
  limits: () => BrokerLimits;
  /** What may wait for a client, by the key of its owner. Must be quick. */
  caps: (owner: string) => QueueCaps;
  /** Told once when messages for a client id begin to be dropped, because too many wait for it. */
  overflowed: (clientId: string) => void;
  /** A session was dropped because nobody came back for it. */
  lapsed: (clientId: string, waiting: number) => void;
}

/** The sessions of all client ids: those of connected clients, and those that are kept for clients that are away. */
export class Sessions {
  private needs: SessionsNeeds;
  /** Those that outlive their connection; who left the longest ago comes first. */
  private kept = new Map<string, Session>();
  private connected = new Map<InnerClient, Session>();

  constructor(needs: SessionsNeeds) {
    this.needs = needs;
    for (const session of needs.store.all()) this.kept.set(session.clientId, this.make(session.clientId, session));
  }

  isKept(clientId: string): boolean {
    return this.kept.has(clientId);
  }

  of(client: InnerClient): Session | undefined {
    return this.connected.get(client);
  }

  get(clientId: string): Session | undefined {
    return this.kept.get(clientId);
  }

  /** Those that outlive their connection. */
  all(): Session[] {
    return [...this.kept.values()];
  }

  /** Drops what is kept for a client id if it is somebody else's: nobody gets what was meant for another. */
  claim(clientId: string, owner: string): void {
    const session = this.kept.get(clientId);
    if (session?.kept && session.kept.owner !== owner) this.forget(clientId);
  }

  /** A connection was accepted: continues the session of its client id, or begins a new one. */
  begin(client: InnerClient, owner: string): void {
    const { id, clean } = client;
    const now = this.needs.clock.now();
    const before = this.kept.get(id);
    if (clean || !before) {
      this.forget(id);
      const session = this.make(id, clean ? null : this.needs.store.begin(id, owner, now), owner);
      if (!clean) this.kept.set(id, session);
      this.connected.set(client, session);
    } else this.connected.set(client, before);
    this.makeRoom();
  }

  /** The connection ended. */
  leave(client: InnerClient): void {
    const session = this.connected.get(client);
    if (!session) return;
    this.connected.delete(client);
    session.shut();
    if (session.kept && this.kept.get(client.id) === session) {
      session.kept.leftAt = this.needs.clock.now();
      session.kept.changed();
      this.kept.delete(client.id);
      this.kept.set(client.id, session);
    } else session.end();
  }

  /** Drops what is kept for a client id. Who is connected with it keeps its subscriptions until it leaves. */
  forget(clientId: string): void {
    const session = this.kept.get(clientId);
    if (!session) return;
    this.kept.delete(clientId);
    this.needs.store.end(clientId);
    if (![...this.connected.values()].includes(session)) session.end();
  }

  /** Drops messages that waited too long, and sessions to which nobody came back. */
  sweep(): void {
    const now = this.needs.clock.now();
    const oldest = now - this.needs.limits().sessionDays * DAY_MS;
    const inUse = new Set(this.connected.values());
    for (const [clientId, session] of this.kept) {
      session.expire();
      if (!session.kept) continue;
      if (inUse.has(session)) this.renew(session.kept, now);
      else if (session.kept.leftAt < oldest) {
        this.needs.lapsed(clientId, session.backlog.line.length);
        this.forget(clientId);
      }
    }
  }

  /** After a crash it must not look as if a connected client had left when it came. */
  private renew(kept: KeptSession, now: number): void {
    if (now - kept.leftAt < DAY_MS) return;
    kept.leftAt = now;
    kept.changed();
  }

  private make(clientId: string, kept: KeptSession | null, owner = kept?.owner ?? ''): Session {
    const { store, router, clock, limits, caps, overflowed } = this.needs;
    return new Session(clientId, kept && { store, session: kept }, {
      journal: store.journal,
      router,
      clock,
      caps: () => caps(owner),
      inFlight: () => limits().inFlight,
      overflowed: () => overflowed(clientId),
    });
  }

  private makeRoom(): void {
    if (this.kept.size <= LIMITS.keptSessions) return;
    const inUse = new Set(this.connected.values());
    const oldest = [...this.kept].find(([, session]) => !inUse.has(session));
    if (oldest) this.forget(oldest[0]);
  }
}

const DAY_MS = 86_400_000;
