import { Button } from '../../components/button.tsx';
import { ListenerProblems } from '../../components/listener-problems.tsx';
import text from '../../components/text.module.css';
import { useApp } from '../../context.tsx';
import { requestCards } from '../../selectors.ts';
import { strings } from '../../strings/index.ts';
import { DoorPanel } from '../inbox/door-panel.tsx';
import inbox from '../inbox/inbox.module.css';
import { RequestCard } from '../inbox/request-card.tsx';
import { TurnedAway } from '../inbox/turned-away.tsx';
import { useClickGuard } from '../inbox/use-click-guard.ts';
import { useFocusKeeper } from '../inbox/use-focus-keeper.ts';
import { OtherWays } from './other-ways.tsx';
import { StepActions, StepHead, type StepMoves } from './step-frame.tsx';

/** Opens the door for a first device, waits for it, and shows its card as soon as it asks. */
export function DeviceStep({ progress, onBack, onDone }: StepMoves) {
  const cards = useApp((state) => state.requests);
  const newest = useApp((state) => state.devices.at(-1));
  const isOnlyHere = useApp((state) => state.hub.settings.bind === '127.0.0.1');
  const shown = requestCards(cards);
  const ids = shown.map(({ id }) => id);
  const guarded = useClickGuard(ids.join());
  const list = useFocusKeeper(ids);
  const words = strings.welcome;
  return (
    <div className={inbox.door}>
      <StepHead title={words.device.title} intro={words.device.text} progress={progress} />
      <ListenerProblems />
      {isOnlyHere && (
        <p className={text.warning}>
          <span>{words.device.onlyHere}</span>
        </p>
      )}
      <TurnedAway />
      <DoorPanel />
      <div ref={list} className={inbox.cards}>
        {shown.map((request) => (
          <RequestCard key={request.id} request={request} guarded={guarded} />
        ))}
      </div>
      <p role="status">{newest?.connected ? words.device.isIn(newest.name) : ''}</p>
      <OtherWays />
      <StepActions onBack={onBack}>
        <Button look={newest ? 'primary' : 'plain'} onClick={onDone}>
          {newest ? words.finish : words.deviceLater}
        </Button>
      </StepActions>
    </div>
  );
}
