import { useCallback, useState } from 'react';
import { duration } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { WebError } from '../../web-session.ts';

/** What went wrong, in the words of this page's language. */
function problemWords(error: unknown): string {
  const { tooMany, problems } = strings.web.login;
  if (!(error instanceof WebError)) return strings.web.away;
  return error.code === 'too-many' ? tooMany(duration(error.seconds ?? 60)) : problems[error.code];
}

/** Asks the hub's web server one thing at a time, and keeps what went wrong so that it can be said in place. */
export function useWebAction() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const run = useCallback(async (action: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    try {
      await action();
      return true;
    } catch (error) {
      setProblem(problemWords(error));
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  return { busy, problem, run };
}
