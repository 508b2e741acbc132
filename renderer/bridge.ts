import type { CallArgs, CallName, CallResult } from '../electron/contract/calls.ts';
import type { Bridge, DesktopCallName, DesktopCalls, WindowUpdate } from '../electron/contract/desktop.ts';

declare global {
  interface Window {
    porchlight: Bridge;
  }
}

type DesktopShape<N extends DesktopCallName, K extends 'args' | 'result'> = DesktopCalls[N][K]['_output'];

/** Every name that a window may call. */
export type AnyCallName = CallName | DesktopCallName;
export type AnyCallArgs<N extends AnyCallName> = N extends CallName
  ? CallArgs<N>
  : N extends DesktopCallName
    ? DesktopShape<N, 'args'>
    : never;
export type AnyCallResult<N extends AnyCallName> = N extends CallName
  ? CallResult<N>
  : N extends DesktopCallName
    ? DesktopShape<N, 'result'>
    : never;

/** A refusal from the hub or the desktop; its message is written for people and can be shown as it stands. */
export class CallError extends Error {
  override name = 'CallError';
}

/** The window's end of the contract. */
export interface Client {
  /** Rejects with a {@link CallError}. */
  call<N extends AnyCallName>(name: N, args: AnyCallArgs<N>): Promise<AnyCallResult<N>>;
  /** Returns the function that stops the listening. */
  onUpdate(listener: (update: WindowUpdate) => void): () => void;
}

/** Turns tagged outcomes into promises. */
export function createClient(bridge: Bridge): Client {
  return {
    call: async <N extends AnyCallName>(name: N, args: AnyCallArgs<N>) => {
      const outcome = await bridge.call(name, args);
      if (!outcome.ok) throw new CallError(outcome.message);
      return outcome.result as AnyCallResult<N>;
    },
    onUpdate: (listener) => bridge.onUpdate(listener),
  };
}
