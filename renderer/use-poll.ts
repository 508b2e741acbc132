import { useCallback, useEffect, useRef, useState } from 'react';
import { problemText } from './use-action.ts';
import { useHidden } from './use-hidden.ts';

interface Poll<T> {
  /** The last good answer; `null` before the first. */
  data: T | null;
  /** Why the last question was not answered, in words. */
  problem: string | null;
  /** Asks now. */
  refresh: () => void;
}

/**
 * Asks again and again while the window can be seen and the component is there, each time `milliseconds` after the last
 * answer: never two questions at a time. Asks anew at once when `ask` changes, so memoize it.
 */
export function usePoll<T>(ask: () => Promise<T>, milliseconds: number): Poll<T> {
  const hidden = useHidden();
  const [data, setData] = useState<T | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [asked, setAsked] = useState(0);
  const underWay = useRef<Promise<unknown>>(Promise.resolve());

  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` is what starts anew
  useEffect(() => {
    if (hidden) return;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const turn = async () => {
      await underWay.current;
      if (isOver) return;
      const answer = ask();
      underWay.current = answer.catch(() => undefined);
      try {
        const fresh = await answer;
        if (isOver) return;
        setData(fresh);
        setProblem(null);
      } catch (error) {
        if (isOver) return;
        setProblem(problemText(error));
      }
      timer = setTimeout(turn, milliseconds);
    };
    void turn();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [ask, milliseconds, hidden, asked]);

  const refresh = useCallback(() => setAsked((count) => count + 1), []);
  return { data, problem, refresh };
}
