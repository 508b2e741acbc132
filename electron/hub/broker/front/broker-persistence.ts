import { Readable } from 'node:stream';
import type { Clock } from '../../clock.ts';
import type { KeptStore } from '../store/kept-store.ts';
import { Persistence } from '../store/persistence.ts';
import type { Subscription } from './internals.ts';
import type { Sessions } from './sessions.ts';

/** Stands for a session where aedes looks for subscriptions: it takes a session without any for none (MQTT-3.2.2-2). */
export const SESSION_MARK: Subscription = { topic: '$porchlight/session', qos: 0 };

const nothing = async () => {};

/** What aedes itself is given to ask: only whether there is a session. The rest it must leave alone, because the front does it. */
export class BrokerPersistence extends Persistence {
  override readonly addSubscriptions = nothing;
  override readonly removeSubscriptions = nothing;
  override readonly cleanIncoming = nothing;
  override readonly putWill = nothing;
  override readonly delWill = async () => undefined;
  override readonly outgoingClearMessageId = async () => undefined;
  /** aedes makes a pipeline of it for every CONNECT, which costs twice as much with a stream. */
  override readonly outgoingStream = () => [] as unknown as Readable;
  override readonly streamWill = () => Readable.from([]);
  override readonly createRetainedStreamCombi = () => Readable.from([]);
  private sessions: () => Sessions;

  constructor(store: KeptStore, clock: Clock, sessions: () => Sessions) {
    super(store, clock);
    this.sessions = sessions;
  }

  override async subscriptionsByClient({ id }: { id: string }): Promise<(Subscription & Record<string, unknown>)[]> {
    return this.sessions().isKept(id) ? [SESSION_MARK as Subscription & Record<string, unknown>] : [];
  }

  /** What a clean session forgets must not come back after a crash (MQTT-3.1.2-6). */
  override async cleanSubscriptions({ id }: { id: string }): Promise<void> {
    if (!this.sessions().isKept(id)) return;
    this.sessions().forget(id);
    if (!this.store.journal.isFailing) await this.store.journal.stored();
  }
}
