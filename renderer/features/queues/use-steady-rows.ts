import { useMemo, useRef, useState } from 'react';
import type { QueueRow } from '../../../electron/contract/queues.ts';
import { steadyRows } from './shape.ts';

/** How long a pointer that rests on the rows holds them: then the worst may come to the top again. */
const POINTER_HOLD_MILLISECONDS = 4_000;

/**
 * The rows in an order that does not jump away from under a pointer that moves over them, or a question about one.
 * `pointer` goes to the element that holds them.
 */
export function useSteadyRows(fresh: readonly QueueRow[] | undefined, isAsking: boolean) {
  const movedAt = useRef(0);
  const [steady, setSteady] = useState<{ fresh: typeof fresh; rows: readonly QueueRow[] }>({ fresh: undefined, rows: [] });
  if (fresh && fresh !== steady.fresh) {
    const isHeld = isAsking || Date.now() - movedAt.current < POINTER_HOLD_MILLISECONDS;
    setSteady({ fresh, rows: steadyRows(steady.rows, fresh, isHeld) });
  }
  const pointer = useMemo(() => {
    const moved = () => {
      movedAt.current = Date.now();
    };
    const left = () => {
      movedAt.current = 0;
    };
    return { onPointerMove: moved, onPointerDown: moved, onPointerLeave: left };
  }, []);
  return { rows: steady.rows, pointer };
}
