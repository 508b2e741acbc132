import { useCallback, useSyncExternalStore } from 'react';
import { relativeTime } from './format.ts';

/** One timer for everyone who waits for the same beat; it runs only while someone listens. */
function createBeat(milliseconds: number) {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  return (listener: () => void) => {
    listeners.add(listener);
    timer ??= setInterval(() => {
      for (const each of listeners) each();
    }, milliseconds);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    };
  };
}

// A countdown that is looked at four times a second is never visibly late.
const onQuarterSecond = createBeat(250);
const onSecond = createBeat(1_000);

/** Whole seconds until a moment, never below 0. Renders again only when the number changes. */
export function useSecondsLeft(endsAt: number): number {
  const read = useCallback(() => Math.max(0, Math.ceil((endsAt - Date.now()) / 1_000)), [endsAt]);
  return useSyncExternalStore(onQuarterSecond, read);
}

/** "12 s ago", kept true. Renders again only when the words change. */
export function useRelativeTime(at: number): string {
  const read = useCallback(() => relativeTime(at, Date.now()), [at]);
  return useSyncExternalStore(onSecond, read);
}
