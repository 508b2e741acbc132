import type { Access } from '../contract/access.ts';
import type { Alert } from '../contract/alerts.ts';
import { type CallArgs, type CallName, type CallResult, calls, isCallName, type Snapshot } from '../contract/calls.ts';
import type { HubConnection, HubFace } from '../contract/client.ts';
import { UserError } from '../contract/errors.ts';
import type { Messages } from '../contract/messages.ts';
import type { ActivityEntry, Device, HubStatus, Quieted, Request } from '../contract/model.ts';
import type { Network } from '../contract/network.ts';
import type { TopicsQuery, TopicsView } from '../contract/topics.ts';
import type { Update, UpdateOf } from '../contract/updates.ts';
import type { Clock } from './clock.ts';
import { LIMITS } from './limits.ts';
import { words } from './words/index.ts';

type Shared = Exclude<CallName, 'snapshot' | 'topics.watch' | 'topics.seen'>;

/** What answers each call, but for those that belong to one client. */
export type Handlers = { [N in Shared]: (args: CallArgs<N>) => CallResult<N> | Promise<CallResult<N>> };

/** What clients are shown, as it is now. */
export interface HubState {
  hub(): HubStatus;
  requests(): Request[];
  quieted(): Quieted[];
  devices(): Device[];
  device(id: string): Device | null;
  access(): Access;
  network(): Network;
  messages(): Messages;
  alerts(): Alert[];
}

export interface ClientsNeeds {
  clock: Clock;
  handlers: Handlers;
  state: HubState;
  watchTopics: (send: (view: TopicsView) => void) => { look(query: TopicsQuery | null): void; seen(): void };
  /** A call failed for a reason that is not the caller's. */
  fault: (call: string, error: unknown) => void;
}

interface Client {
  send: (update: Update) => void;
  /** Told of changes since its first snapshot. */
  informed: boolean;
}

/**
 * The hub's face: checks and answers calls, and tells every client what changed.
 * Changes are gathered for `LIMITS.updateIntervalMs`, and always told before the answer to the call that made them.
 */
export class Clients implements HubFace {
  private needs: ClientsNeeds;
  private clients = new Set<Client>();
  private hub = false;
  private quieted = false;
  private access = false;
  private network = false;
  private messages = false;
  private alerts = false;
  private requests = new Set<string>();
  private devices = new Set<string>();
  private activity = new Map<number, ActivityEntry>();
  private cancelFlush: (() => void) | null = null;

  constructor(needs: ClientsNeeds) {
    this.needs = needs;
  }

  connect(send: (update: Update) => void): HubConnection {
    const client: Client = { send, informed: false };
    const topics = this.needs.watchTopics((view) => send({ kind: 'topics', view }));
    this.clients.add(client);
    return {
      call: async (name, args) => {
        if (!isCallName(name)) throw new UserError(words.life.unknownCall);
        const parsed = parseArgs(name, args);
        if (name === 'snapshot') {
          this.flush();
          client.informed = true;
          return this.snapshot();
        }
        if (name === 'topics.watch') return topics.look((parsed as { query: TopicsQuery | null }).query);
        if (name === 'topics.seen') return topics.seen();
        return this.answer(name, parsed);
      },
      close: () => {
        topics.look(null);
        this.clients.delete(client);
      },
    };
  }

  hubChanged(): void {
    this.hub = true;
    this.schedule();
  }

  requestsChanged(ids: readonly string[]): void {
    for (const id of ids) this.requests.add(id);
    this.schedule();
  }

  quietedChanged(): void {
    this.quieted = true;
    this.schedule();
  }

  accessChanged(): void {
    this.access = true;
    this.schedule();
  }

  messagesChanged(): void {
    this.messages = true;
    this.schedule();
  }

  alertsChanged(): void {
    this.alerts = true;
    this.schedule();
  }

  /** Told at once: somebody wants to know. */
  alarm(alarms: UpdateOf<'alarm'>['alarms']): void {
    for (const client of this.clients) if (client.informed) client.send({ kind: 'alarm', alarms });
  }

  networkChanged(): void {
    this.network = true;
    this.schedule();
  }

  deviceChanged(id: string): void {
    this.devices.add(id);
    this.schedule();
  }

  activityAdded(entries: readonly ActivityEntry[]): void {
    for (const entry of entries) this.activity.set(entry.id, entry);
    this.schedule();
  }

  /** Tells every client what changed since the last time. */
  flush(): void {
    this.cancelFlush?.();
    this.cancelFlush = null;
    const updates = this.takeUpdates();
    for (const client of this.clients) if (client.informed) for (const update of updates) client.send(update);
  }

  private schedule(): void {
    this.cancelFlush ??= this.needs.clock.after(LIMITS.updateIntervalMs, () => this.flush());
  }

  private async answer(name: Shared, args: unknown): Promise<unknown> {
    try {
      return await (this.needs.handlers[name] as (args: unknown) => unknown)(args);
    } catch (error) {
      if (!(error instanceof UserError)) this.needs.fault(name, error);
      throw error;
    } finally {
      this.flush();
    }
  }

  private snapshot(): Snapshot {
    const { state } = this.needs;
    return {
      hub: state.hub(),
      requests: state.requests(),
      quieted: state.quieted(),
      devices: state.devices(),
      access: state.access(),
      network: state.network(),
      messages: state.messages(),
      alerts: state.alerts(),
    };
  }

  private takeUpdates(): Update[] {
    const { state } = this.needs;
    const updates: Update[] = [];
    if (this.hub) updates.push({ kind: 'hub', hub: state.hub() });
    if (this.requests.size > 0) {
      const all = new Map(state.requests().map((request) => [request.id, request]));
      updates.push({ kind: 'requests', ...changesOf(this.requests, (id) => all.get(id)) });
    }
    if (this.quieted) updates.push({ kind: 'quieted', quieted: state.quieted() });
    if (this.access) updates.push({ kind: 'access', access: state.access() });
    if (this.network) updates.push({ kind: 'network', network: state.network() });
    if (this.messages) updates.push({ kind: 'messages', messages: state.messages() });
    if (this.alerts) updates.push({ kind: 'alerts', alerts: state.alerts() });
    if (this.devices.size > 0) updates.push({ kind: 'devices', ...changesOf(this.devices, (id) => state.device(id)) });
    if (this.activity.size > 0) updates.push({ kind: 'activity', entries: [...this.activity.values()] });
    this.hub = false;
    this.quieted = false;
    this.access = false;
    this.network = false;
    this.messages = false;
    this.alerts = false;
    this.requests.clear();
    this.devices.clear();
    this.activity.clear();
    return updates;
  }
}

function parseArgs(name: CallName, args: unknown): unknown {
  const parsed = calls[name].args.safeParse(args);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UserError(`${issue?.path.join('.') || name}: ${issue?.message ?? 'not valid'}.`);
}

function changesOf<T>(ids: ReadonlySet<string>, get: (id: string) => T | null | undefined): { changed: T[]; removed: string[] } {
  const changed: T[] = [];
  const removed: string[] = [];
  for (const id of ids) {
    const item = get(id);
    if (item) changed.push(item);
    else removed.push(id);
  }
  return { changed, removed };
}
