import { useCallback, useState } from 'react';
import type { SelfCheck } from '../../../electron/contract/network.ts';
import { useClient } from '../../context.tsx';
import { useAction } from '../../use-action.ts';

/** The hub's look at its own reachability: the last outcome, and the way to look again. */
export interface SelfCheckRun {
  result: SelfCheck | null;
  busy: boolean;
  problem: string | null;
  run: () => void;
}

export function useSelfCheck(): SelfCheckRun {
  const client = useClient();
  const [result, setResult] = useState<SelfCheck | null>(null);
  const { busy, problem, run: act } = useAction();
  const run = useCallback(() => void act(async () => setResult(await client.call('network.check', {}))), [act, client]);
  return { result, busy, problem, run };
}
