import type { CallArgs } from '../../../electron/contract/calls.ts';
import card from '../../components/card.module.css';
import { RadioGroup } from '../../components/radio-group.tsx';
import { useApp, useClient } from '../../context.tsx';
import { isWholeNumber } from '../../numbers.ts';
import { portInUse } from '../../selectors.ts';
import { strings } from '../../strings/index.ts';
import { portProblem } from './port-problem.ts';
import { SavedSwitch } from './saved-switch.tsx';
import { SavedTextField } from './saved-text-field.tsx';
import { useSaved } from './use-saved.ts';

const doors = ['timed', 'always'] as const;

const minutesProblem = (text: string): string | null => (isWholeNumber(text, 1, 60) ? null : strings.door.settings.minutesWrong);

/** When and where devices may ask to come in, and whether plain MQTT is announced. */
export function DoorSettings() {
  const hub = useApp((state) => state.hub);
  const { door, doorMinutes, announceMqtt } = hub.settings;
  const client = useClient();
  const doorSave = useSaved();
  const words = strings.door.settings;
  const change = (settings: CallArgs<'settings.change'>) => client.call('settings.change', settings);

  return (
    <section className={card.section} aria-labelledby="settings-door">
      <h2 id="settings-door">{words.section}</h2>
      <RadioGroup
        label={words.door}
        value={door}
        options={doors.map((value) => ({ value, label: words.doors[value], hint: words.doorHints[value] }))}
        onChange={(value) => doorSave.save(() => change({ door: value }))}
        note={doorSave.note}
        problem={doorSave.problem}
      />
      <SavedTextField
        label={words.minutes}
        hint={words.minutesHint}
        value={String(doorMinutes)}
        check={minutesProblem}
        save={(text) => change({ doorMinutes: Number(text) })}
        inputMode="numeric"
        maxLength={2}
      />
      <SavedTextField
        label={words.port}
        hint={words.portHint}
        value={String(portInUse(hub, 'pair'))}
        check={portProblem}
        save={(text) => change({ pairPort: Number(text) })}
        inputMode="numeric"
        maxLength={5}
      />
      <SavedSwitch label={words.announceMqtt} hint={words.announceMqttHint} on={announceMqtt} save={(on) => change({ announceMqtt: on })} />
    </section>
  );
}
