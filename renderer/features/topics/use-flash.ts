import { useEffect, useRef } from 'react';
import { startFade } from './fade.ts';

/** Flashes of one row come no closer than this: three a second is where flashing begins to do harm. */
const FLASH_EVERY_MILLISECONDS = 500;

const wantsStillness = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Lets the element fade once each time the count changes; never where people want no motion. */
export function useFlash(count: number) {
  const element = useRef<HTMLSpanElement>(null);
  const seen = useRef(count);
  const flashedAt = useRef(0);

  useEffect(() => {
    if (seen.current === count) return;
    seen.current = count;
    const now = Date.now();
    if (!element.current || now - flashedAt.current < FLASH_EVERY_MILLISECONDS || wantsStillness()) return;
    flashedAt.current = now;
    startFade(element.current);
  }, [count]);

  return element;
}
