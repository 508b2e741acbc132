import { type RefObject, useEffect } from 'react';
import { useApp, useAppStore } from '../../context.tsx';

/** Brings the card that a notification or the pop-up led to into view, and the focus to it. It may come after the wish for it. */
export function useWantedCard(list: RefObject<HTMLElement | null>, ids: string[]): void {
  const wanted = useApp((state) => state.wantedCard);
  const store = useAppStore();
  const index = wanted === null ? -1 : ids.indexOf(wanted);

  useEffect(() => {
    const card = list.current?.children[index];
    if (!(card instanceof HTMLElement)) return;
    store.setState({ wantedCard: null });
    card.scrollIntoView({ block: 'nearest' });
    card.focus();
  }, [index, list, store]);
}
