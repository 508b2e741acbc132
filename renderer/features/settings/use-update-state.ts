import { useEffect, useState } from 'react';
import type { UpdateState } from '../../../electron/contract/desktop.ts';
import { useClient } from '../../context.tsx';
import { problemText } from '../../use-action.ts';

/** How far the way to a newer version is, as it changes; `null` until the desktop has said it, and `problem` when it could not. */
export function useUpdateState(): { update: UpdateState | null; problem: string | null } {
  const client = useClient();
  const [update, setUpdate] = useState<UpdateState | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    let isTold = false;
    const stop = client.onUpdate((told) => {
      if (told.kind !== 'update-state') return;
      isTold = true;
      setUpdate(told.update);
    });
    client.call('desktop.updateState', {}).then(
      // What was told meanwhile is newer.
      (asked) => isTold || setUpdate(asked),
      (error) => setProblem(problemText(error)),
    );
    return () => {
      isTold = true;
      stop();
    };
  }, [client]);

  return { update, problem };
}
