import { useCallback, useState } from 'react';
import { CallError } from './bridge.ts';
import { strings } from './strings/index.ts';

/** The words for a failed call. Only the contract's own refusals are meant for people. */
export const problemText = (error: unknown): string => (error instanceof CallError ? error.message : strings.common.failed);

/**
 * Runs one call at a time for a control, and keeps what went wrong so that it can be said in place. `wordsFor`: says it for what is
 * asked elsewhere than by the contract; must be the same function each time.
 */
export function useAction(wordsFor: (error: unknown) => string = problemText) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const run = useCallback(
    async (action: () => Promise<unknown>): Promise<boolean> => {
      setBusy(true);
      setProblem(null);
      try {
        await action();
        return true;
      } catch (error) {
        setProblem(wordsFor(error));
        return false;
      } finally {
        setBusy(false);
      }
    },
    [wordsFor],
  );
  return { busy, problem, run };
}
