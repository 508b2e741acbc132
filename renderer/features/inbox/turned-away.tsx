import { DoorClosed } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import text from '../../components/text.module.css';
import { useApp, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './door.module.css';

/** Who knocked while the door was closed, and the way to let them ask. */
export function TurnedAway() {
  const { state, turnedAway } = useApp(({ hub }) => hub.door);
  const minutes = useApp(({ hub }) => hub.settings.doorMinutes);
  const client = useClient();
  const open = useAction();
  const words = strings.door;
  if (state !== 'closed' || turnedAway === null) return null;
  const { devices, name, address, lastAt } = turnedAway;
  return (
    <section className={text.warning} aria-label={words.turnedAway(devices)}>
      <DoorClosed size={16} />
      <div className={styles.knocked}>
        <p>
          <strong>{words.turnedAway(devices)}</strong> {words.theLast(name, address, devices === 1)} <RelativeTime at={lastAt} />.
        </p>
        <Button small busy={open.busy} onClick={() => open.run(() => client.call('door.open', {}))}>
          {words.openNow(minutes)}
        </Button>
        <Problem text={open.problem} />
      </div>
    </section>
  );
}
