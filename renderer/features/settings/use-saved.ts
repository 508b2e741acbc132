import { useCallback, useEffect, useState } from 'react';
import { strings } from '../../strings/index.ts';
import { problemText } from '../../use-action.ts';

/** How long "Saved" stays. */
const NOTE_MILLISECONDS = 4_000;

/** Saves one setting, and says beside it that it did, or why not. */
export function useSaved() {
  const [note, setNote] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    if (note !== strings.settings.saved) return;
    const timer = setTimeout(() => setNote(null), NOTE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [note]);

  const clear = useCallback(() => {
    setNote(null);
    setProblem(null);
  }, []);

  const save = useCallback(async (action: () => Promise<unknown>) => {
    setProblem(null);
    setNote(strings.settings.saving);
    try {
      await action();
      setNote(strings.settings.saved);
    } catch (error) {
      setNote(null);
      setProblem(problemText(error));
    }
  }, []);

  return { note, problem, save, clear };
}
