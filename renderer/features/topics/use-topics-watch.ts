import { useEffect, useRef } from 'react';
import { useApp, useClient } from '../../context.tsx';
import { useHidden } from '../../use-hidden.ts';

/** A scroll asks for many windows; the hub is asked for one each time this has passed. */
const ASK_EVERY_MILLISECONDS = 50;

/** Tells the hub which rows are on screen, and that none are when the page is left or the window hidden. */
export function useTopicsWatch(first: number, count: number): void {
  const client = useClient();
  const expanded = useApp((state) => state.topics.expanded);
  const selected = useApp((state) => state.topics.selected);
  const hidden = useHidden();
  const lastAsked = useRef(0);

  useEffect(() => {
    // A hub that cannot answer now gets the next question; there is nothing to show for it.
    const ask = () => {
      lastAsked.current = Date.now();
      client.call('topics.watch', { query: hidden ? null : { expanded, first, count, selected } }).catch(() => undefined);
    };
    const wait = lastAsked.current + ASK_EVERY_MILLISECONDS - Date.now();
    if (wait <= 0) {
      ask();
      return;
    }
    const timer = setTimeout(ask, wait);
    return () => clearTimeout(timer);
  }, [client, expanded, selected, hidden, first, count]);

  useEffect(
    () => () => {
      client.call('topics.watch', { query: null }).catch(() => undefined);
    },
    [client],
  );
}
