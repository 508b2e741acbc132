import { useEffect, useRef, useState } from 'react';

/** Long enough that a click which was aimed at something else cannot land. */
const GUARD_MILLISECONDS = 400;

/**
 * True for a moment after cards appeared, left or moved, and after the window itself appeared: the second click
 * of a double-click, or a click already on its way, must not let in a device that slid under the pointer.
 */
export function useClickGuard(order: string): boolean {
  const [guarded, setGuarded] = useState(false);
  const last = useRef<string | null>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const guard = () => {
      setGuarded(true);
      clearTimeout(timer);
      timer = setTimeout(() => setGuarded(false), GUARD_MILLISECONDS);
    };
    if (last.current !== order) guard();
    last.current = order;
    document.addEventListener('visibilitychange', guard);
    return () => {
      document.removeEventListener('visibilitychange', guard);
      clearTimeout(timer);
      setGuarded(false);
    };
  }, [order]);

  return guarded;
}
