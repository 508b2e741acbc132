import { useEffect, useRef, useState } from 'react';

/** Long enough that a click which was aimed at another card cannot land. */
const GUARD_MILLISECONDS = 400;

/**
 * True for a moment after cards appeared, left or moved: a second click of a double-click,
 * or a click already on its way, must not let in the device that slid under the pointer.
 */
export function useClickGuard(order: string): boolean {
  const [guarded, setGuarded] = useState(false);
  const last = useRef(order);
  useEffect(() => {
    if (last.current === order) return;
    last.current = order;
    setGuarded(true);
    const timer = setTimeout(() => setGuarded(false), GUARD_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [order]);
  return guarded;
}
