import { LIMITS } from '../../limits.ts';
import type { InnerClient, Router } from './internals.ts';
import { Session } from './session.ts';

/** The sessions of all client ids: those of connected clients, and those that are kept for clients that are away. */
export class Sessions {
  private router: Router;
  private overflowed: (clientId: string) => void;
  /** Those that outlive their connection; who left the longest ago comes first. */
  private kept = new Map<string, Session>();
  private connected = new Map<InnerClient, Session>();

  constructor(router: Router, overflowed: (clientId: string) => void) {
    this.router = router;
    this.overflowed = overflowed;
  }

  isKept(clientId: string): boolean {
    return this.kept.has(clientId);
  }

  of(client: InnerClient): Session | undefined {
    return this.connected.get(client);
  }

  /** A connection was accepted: continues the session of its client id, or begins a new one. */
  begin(client: InnerClient): void {
    const { id, clean } = client;
    const session = (clean ? undefined : this.kept.get(id)) ?? new Session(id, !clean, this.router, () => this.overflowed(id));
    if (session !== this.kept.get(id)) this.forget(id);
    if (!clean) this.kept.set(id, session);
    this.connected.set(client, session);
    this.makeRoom();
  }

  /** The connection ended. */
  leave(client: InnerClient): void {
    const session = this.connected.get(client);
    if (!session) return;
    this.connected.delete(client);
    session.shut();
    if (this.kept.get(client.id) === session) {
      this.kept.delete(client.id);
      this.kept.set(client.id, session);
    } else session.end();
  }

  /** Drops what is kept for a client id. Who is connected with it keeps its subscriptions until it leaves. */
  forget(clientId: string): void {
    const session = this.kept.get(clientId);
    if (!session) return;
    this.kept.delete(clientId);
    if (![...this.connected.values()].includes(session)) session.end();
  }

  private makeRoom(): void {
    if (this.kept.size <= LIMITS.keptSessions) return;
    const inUse = new Set(this.connected.values());
    const oldest = [...this.kept].find(([, session]) => !inUse.has(session));
    if (oldest) this.forget(oldest[0]);
  }
}
