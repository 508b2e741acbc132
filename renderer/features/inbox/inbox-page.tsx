import { Plus } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Lantern } from '../../components/lantern.tsx';
import { ListenerProblems } from '../../components/listener-problems.tsx';
import { Page } from '../../components/page.tsx';
import { useApp, useAppStore } from '../../context.tsx';
import { foldedRequests, requestCards } from '../../selectors.ts';
import { strings } from '../../strings/index.ts';
import { FoldedRequests } from './folded-requests.tsx';
import styles from './inbox.module.css';
import { PairEmonesp } from './pair-emonesp.tsx';
import { PushForm } from './push-form.tsx';
import { QuietDevices } from './quiet-devices.tsx';
import { RequestCard } from './request-card.tsx';
import { useClickGuard } from './use-click-guard.ts';

/** The door: who asks, and what the person decides. */
export function InboxPage() {
  const requests = useApp((state) => state.requests);
  const store = useAppStore();
  const cards = requestCards(requests);
  const folded = foldedRequests(requests);
  const guarded = useClickGuard(cards.map((request) => request.id).join());
  const list = useFocusKeeper(cards.map((request) => request.id));

  return (
    <Page title={strings.pages.inbox} intro={strings.inbox.intro}>
      <ListenerProblems />
      <div className={styles.columns}>
        <div className={styles.door}>
          {cards.length === 0 && folded.length === 0 && (
            <EmptyState icon={<Lantern size={26} />} title={strings.inbox.emptyTitle} text={strings.inbox.emptyText}>
              <Button icon={<Plus size={16} />} onClick={() => store.setState({ page: 'devices', isAddingDevice: true })}>
                {strings.inbox.addByHand}
              </Button>
            </EmptyState>
          )}
          <div ref={list} className={styles.cards}>
            {cards.map((request) => (
              <RequestCard key={request.id} request={request} guarded={guarded} />
            ))}
          </div>
          <FoldedRequests requests={folded} />
        </div>
        <div className={styles.tools}>
          <PairEmonesp />
          <PushForm />
          <QuietDevices />
        </div>
      </div>
    </Page>
  );
}

/** When the card that had the focus leaves, the focus goes to the card that takes its place, or to the heading. */
function useFocusKeeper(ids: string[]) {
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
