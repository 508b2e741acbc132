import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';

/** Every row has this height, so that a place in the tree is a multiplication. */
export const ROW_HEIGHT = 28;
/** Rows kept ready above and below, so that a slow scroll never shows a gap. */
const MARGIN_ROWS = 10;
/** The contract's bound on one window. */
const ROWS_MOST = 200;
/** Windows start at multiples of this, so that a scroll of one row asks for nothing. */
const STEP_ROWS = 10;

/** Which rows the scroll position shows, a little more on both sides. */
export function useRowWindow(scroller: RefObject<HTMLElement | null>) {
  const [view, setView] = useState({ first: 0, count: 60, pageRows: 10 });

  const measure = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const top = Math.floor(element.scrollTop / ROW_HEIGHT);
    const visible = Math.ceil(element.clientHeight / ROW_HEIGHT);
    const first = Math.max(0, Math.floor((top - MARGIN_ROWS) / STEP_ROWS) * STEP_ROWS);
    const count = Math.min(ROWS_MOST, Math.ceil((visible + 2 * MARGIN_ROWS + STEP_ROWS) / STEP_ROWS) * STEP_ROWS);
    const pageRows = Math.max(1, visible - 2);
    setView((old) => (old.first === first && old.count === count && old.pageRows === pageRows ? old : { first, count, pageRows }));
  }, [scroller]);

  useLayoutEffect(() => {
    measure();
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [measure, scroller]);

  /** Whether none of these loaded rows can be in sight. */
  const misses = (loadedFirst: number, loaded: number): boolean =>
    loadedFirst + loaded <= view.first + Math.min(view.first, MARGIN_ROWS) || loadedFirst >= view.first + view.count - MARGIN_ROWS;
  return { ...view, misses, onScroll: measure };
}
