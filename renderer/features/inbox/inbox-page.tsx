import { Plus } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Lantern } from '../../components/lantern.tsx';
import { ListenerProblems } from '../../components/listener-problems.tsx';
import { Page } from '../../components/page.tsx';
import { useApp, useAppStore } from '../../context.tsx';
import { foldedRequests, requestCards } from '../../selectors.ts';
import { strings } from '../../strings/index.ts';
import { DoorPanel } from './door-panel.tsx';
import { FoldedRequests } from './folded-requests.tsx';
import styles from './inbox.module.css';
import { PairEmonesp } from './pair-emonesp.tsx';
import { PushForm } from './push-form.tsx';
import { QuietDevices } from './quiet-devices.tsx';
import { RequestCard } from './request-card.tsx';
import { TurnedAway } from './turned-away.tsx';
import { useClickGuard } from './use-click-guard.ts';
import { useFocusKeeper } from './use-focus-keeper.ts';
import { useWantedCard } from './use-wanted-card.ts';

/** The door: who asks, and what the person decides. */
export function InboxPage() {
  const requests = useApp((state) => state.requests);
  const door = useApp((state) => state.hub.door.state);
  const store = useAppStore();
  const cards = requestCards(requests);
  const folded = foldedRequests(requests);
  const ids = cards.map((request) => request.id);
  const guarded = useClickGuard(ids.join());
  const list = useFocusKeeper(ids);
  const empty = strings.door.empty[door];
  useWantedCard(list, ids);

  return (
    <Page title={strings.pages.inbox} intro={strings.inbox.intro}>
      <ListenerProblems />
      <div className={styles.columns}>
        <div className={styles.door}>
          <TurnedAway />
          <DoorPanel />
          {cards.length === 0 && folded.length === 0 && (
            <EmptyState icon={<Lantern size={26} />} title={empty.title} text={empty.text}>
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
