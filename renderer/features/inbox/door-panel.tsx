import { DoorClosed, DoorOpen } from 'lucide-react';
import { useId } from 'react';
import type { HubStatus } from '../../../electron/contract/model.ts';
import { useSecondsLeft } from '../../clock.ts';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { Switch } from '../../components/switch.tsx';
import text from '../../components/text.module.css';
import { useApp, useClient } from '../../context.tsx';
import { clockTime, duration } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './door.module.css';
import { useClickGuard } from './use-click-guard.ts';

/** Offered here; any other number is set in Settings. */
const MINUTES = [1, 2, 4, 10, 15, 30, 60];

/** Whether devices may ask to come in, for how long yet, and the buttons that change it. */
export function DoorPanel() {
  const hub = useApp((state) => state.hub);
  const { door, settings } = hub;
  const client = useClient();
  const change = useAction();
  const id = useId();
  // Open and Close are one button, so that it keeps the focus: a double-click must not open and close.
  const guarded = useClickGuard(door.state);
  const words = strings.door;
  const isOpen = door.state === 'open';
  const choices = [...new Set([...MINUTES, settings.doorMinutes])].sort((a, b) => a - b);

  const turn = (event: React.MouseEvent) => {
    if (change.busy || (guarded && event.detail > 0)) return;
    void change.run(() => (isOpen ? client.call('door.close', {}) : client.call('door.open', {})));
  };

  return (
    <section className={styles.panel} data-state={door.state} aria-labelledby={`${id}-title`}>
      <div className={styles.head}>
        {door.state === 'closed' ? <DoorClosed size={22} /> : <DoorOpen size={22} />}
        <div className={styles.words}>
          <h2 id={`${id}-title`}>{words.titles[door.state]}</h2>
          <p className={text.quiet}>{words.texts[door.state]}</p>
        </div>
        {isOpen && door.until !== null && <Countdown until={door.until} />}
      </div>
      {door.state !== 'always' && (
        <div className={styles.turn}>
          <Button look={isOpen ? 'plain' : 'primary'} aria-disabled={guarded || change.busy || undefined} onClick={turn}>
            {isOpen ? words.close : words.open(settings.doorMinutes)}
          </Button>
          {!isOpen && (
            <SelectField
              label={words.openFor}
              value={String(settings.doorMinutes)}
              options={choices.map((count) => ({ value: String(count), label: words.minutes(count) }))}
              onChange={(value) => change.run(() => client.call('settings.change', { doorMinutes: Number(value) }))}
            />
          )}
        </div>
      )}
      {/* While it is open, the room is for who asks. */}
      {!isOpen && (
        <div className={styles.always}>
          <div>
            <span id={`${id}-always`} className={styles.label}>
              {words.always}
            </span>
            <p id={`${id}-always-text`} className={text.hint}>
              {words.alwaysText} {words.emonesp}
            </p>
          </div>
          <Switch
            on={settings.door === 'always'}
            labelledBy={`${id}-always`}
            describedBy={`${id}-always-text`}
            onChange={(on) => change.run(() => client.call('settings.change', { door: on ? 'always' : 'timed' }))}
          />
        </div>
      )}
      <Problem text={change.problem} />
      <p className="visually-hidden" role="status">
        {spoken(door)}
      </p>
    </section>
  );
}

/** What is read out when it changes: not the countdown, which would never end. */
function spoken({ state, until, turnedAway }: HubStatus['door']): string {
  const words = strings.door;
  if (state === 'open' && until !== null) return words.openUntil(clockTime(until));
  return state === 'closed' && turnedAway ? words.turnedAway(turnedAway.devices) : words.titles[state];
}

function Countdown({ until }: { until: number }) {
  const left = duration(useSecondsLeft(until));
  return (
    <p className={styles.countdown} role="timer" aria-live="off">
      <span className={styles.closesIn}>{strings.door.closesIn}</span> <span className={styles.left}>{left}</span>
    </p>
  );
}
