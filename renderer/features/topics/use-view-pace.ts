import { useEffect } from 'react';
import { afterPaint, whenIdle } from '../../after-paint.ts';
import { useClient } from '../../context.tsx';

/** After a view was shown, so many times as long as that took is left to the person and to everything else in the window. */
const REST = 2;
/** Of a computer that slept, or a window that was covered, while a view was being shown. */
const REST_MOST_MS = 500;

/**
 * Tells the hub when a view is on screen, so that the next one may come. A window that needs long for one is sent fewer: it
 * answers clicks and keys in between, however busy the tree is.
 */
export function useViewPace(): void {
  const client = useClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let callOff = () => {};
    let callIdleOff = () => {};
    const stop = client.onUpdate((update) => {
      if (update.kind !== 'topics') return;
      const from = performance.now();
      const tell = () => {
        clearTimeout(timer);
        const rest = Math.min(REST_MOST_MS, REST * (performance.now() - from));
        timer = setTimeout(() => client.call('topics.seen', {}).catch(() => undefined), rest);
      };
      callOff();
      callIdleOff();
      // Painted, and what was left for later is done as well.
      callOff = afterPaint(() => {
        callIdleOff = whenIdle(tell, REST_MOST_MS);
      });
    });
    return () => {
      callOff();
      callIdleOff();
      clearTimeout(timer);
      stop();
    };
  }, [client]);
}
