import { useEffect, useState } from 'react';
import type { CallResult } from '../../../electron/contract/calls.ts';
import { useClient } from '../../context.tsx';
import { problemText } from '../../use-action.ts';

type Refusals = CallResult<'help.refusals'>;

/** Who was refused, kept up to date: whatever changes it is told as an activity. Never two questions at a time. */
export function useRefusals(): { told: Refusals | null; problem: string | null } {
  const client = useClient();
  const [told, setTold] = useState<Refusals | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    let isOver = false;
    let asking = false;
    let again = false;
    const ask = async () => {
      if (asking) {
        again = true;
        return;
      }
      asking = true;
      do {
        again = false;
        try {
          const fresh = await client.call('help.refusals', {});
          if (isOver) return;
          setTold(fresh);
          setProblem(null);
        } catch (error) {
          if (isOver) return;
          setProblem(problemText(error));
        }
      } while (again);
      asking = false;
    };
    const stop = client.onUpdate((update) => {
      if (update.kind === 'activity') void ask();
    });
    void ask();
    return () => {
      isOver = true;
      stop();
    };
  }, [client]);

  return { told, problem };
}
