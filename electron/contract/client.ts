import type { CallArgs, CallName, CallResult } from './calls.ts';
import type { Update } from './updates.ts';

/** One client's end of the hub: a window, the tray, a script. */
export interface HubClient {
  /** Rejects with a `UserError` whose message can be shown. */
  call<N extends CallName>(name: N, args: CallArgs<N>): Promise<CallResult<N>>;
  /** Updates start with the first `snapshot` call. Returns the function that stops them. */
  onUpdate(listener: (update: Update) => void): () => void;
  close(): void;
}

/** The hub's side of one client. */
export interface HubConnection {
  call(name: string, args: unknown): Promise<unknown>;
  close(): void;
}

/** What the hub offers to any transport. */
export interface HubFace {
  connect(send: (update: Update) => void): HubConnection;
}
