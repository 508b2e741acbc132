import { useLayoutEffect, useRef } from 'react';

/** When the card that had the focus leaves, the focus goes to the card that takes its place, or to the heading. */
export function useFocusKeeper(ids: string[]) {
  const list = useRef<HTMLDivElement>(null);
  const focusedIndex = useRef(-1);

  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const remember = () => {
      focusedIndex.current = [...element.children].findIndex((card) => card.contains(document.activeElement));
    };
    // A card that is removed fires no blur, so what was remembered still tells where the focus was.
    const forget = (event: FocusEvent) => {
      if (event.relatedTarget) focusedIndex.current = -1;
    };
    element.addEventListener('focusin', remember);
    element.addEventListener('focusout', forget);
    return () => {
      element.removeEventListener('focusin', remember);
      element.removeEventListener('focusout', forget);
    };
  }, []);

  const order = ids.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the cards change, which is all that the order says
  useLayoutEffect(() => {
    const element = list.current;
    const active = document.activeElement;
    if (!element || focusedIndex.current < 0 || (active && active !== document.body && active.isConnected)) return;
    const next = element.children[Math.min(focusedIndex.current, element.children.length - 1)] ?? document.getElementById('page-title');
    focusedIndex.current = -1;
    if (next instanceof HTMLElement) next.focus();
  }, [order]);

  return list;
}
