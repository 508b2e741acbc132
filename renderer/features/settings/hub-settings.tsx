import type { CallArgs } from '../../../electron/contract/calls.ts';
import card from '../../components/card.module.css';
import { RadioGroup } from '../../components/radio-group.tsx';
import { useApp, useClient } from '../../context.tsx';
import { portInUse } from '../../selectors.ts';
import { strings } from '../../strings/index.ts';
import { portProblem } from './port-problem.ts';
import { SavedTextField } from './saved-text-field.tsx';
import { useSaved } from './use-saved.ts';

const binds = ['127.0.0.1', 'lan'] as const;

const nameProblem = (text: string): string | null =>
  text.trim().length >= 1 && text.trim().length <= 64 ? null : strings.settings.hubNameWrong;

/** What belongs to the hub, whoever looks at it. */
export function HubSettings() {
  const hub = useApp((state) => state.hub);
  const { hubName, bind } = hub.settings;
  const client = useClient();
  const bindSave = useSaved();
  const words = strings.settings;
  const change = (settings: CallArgs<'settings.change'>) => client.call('settings.change', settings);

  return (
    <section className={card.section} aria-labelledby="settings-hub">
      <h2 id="settings-hub">{words.sections.hub}</h2>
      <SavedTextField
        label={words.hubName}
        hint={words.hubNameHint}
        value={hubName}
        check={nameProblem}
        save={(text) => change({ hubName: text.trim() })}
        maxLength={64}
      />
      <RadioGroup
        label={words.bind}
        value={bind}
        options={binds.map((value) => ({ value, label: words.binds[value], hint: words.bindHints[value] }))}
        onChange={(value) => bindSave.save(() => change({ bind: value }))}
        note={bindSave.note}
        problem={bindSave.problem}
      />
      <SavedTextField
        label={words.mqttPort}
        hint={words.mqttPortHint}
        value={String(portInUse(hub, 'mqtt'))}
        check={portProblem}
        save={(text) => change({ mqttPort: Number(text) })}
        inputMode="numeric"
        maxLength={5}
      />
      <SavedTextField
        label={words.emonespPort}
        hint={words.emonespPortHint}
        value={String(portInUse(hub, 'emonesp'))}
        check={portProblem}
        save={(text) => change({ emonespPort: Number(text) })}
        inputMode="numeric"
        maxLength={5}
      />
    </section>
  );
}
