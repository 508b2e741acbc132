import { type FormEvent, useState } from 'react';
import type { Device } from '../../../electron/contract/model.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { FormFoot } from '../../components/dialog-feet.tsx';
import { RadioGroup } from '../../components/radio-group.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useApp, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { limitProblem, rangeInWords } from '../settings/limit-numbers.ts';
import dialogs from './dialogs.module.css';
import { capsOf, draftOfCaps } from './queue-caps-draft.ts';

const names = ['messages', 'bytes', 'hours'] as const;
/** Numbers of messages that people come with. */
const PRESETS = [200, 1_000, 10_000];

/** Sets how much may wait for a device: as for all others, or limits of its own. */
export function QueueCapsDialog({ device, onClose }: { device: Device; onClose: () => void }) {
  const client = useClient();
  const save = useAction();
  const common = useApp((state) => state.hub.limits.queue);
  const [whose, setWhose] = useState<'hub' | 'own'>(device.queue ? 'own' : 'hub');
  const [draft, setDraft] = useState(() => draftOfCaps(device.queue ?? common));
  const words = strings.queues.device;
  const queue = whose === 'own' ? capsOf(draft) : null;
  const isGood = whose === 'hub' || queue !== null;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isGood || save.busy) return;
    if (await save.run(() => client.call('devices.setQueue', { id: device.id, queue }))) onClose();
  };

  return (
    <Dialog title={words.changeTitle(device.name)} onClose={onClose}>
      <form className={dialogs.form} onSubmit={submit} noValidate>
        <RadioGroup
          label={words.choice}
          value={whose}
          options={(['hub', 'own'] as const).map((value) => ({ value, label: words.choices[value] }))}
          onChange={setWhose}
        />
        {whose === 'own' && (
          <>
            <fieldset className={dialogs.presets}>
              <legend>{words.presets}</legend>
              {PRESETS.map((preset) => (
                <Button key={preset} small onClick={() => setDraft({ ...draft, messages: String(preset) })}>
                  {[words.preset(preset), words.presetHints[preset]].filter(Boolean).join(', ')}
                </Button>
              ))}
            </fieldset>
            {names.map((name) => (
              <TextField
                key={name}
                label={`${strings.limits.names[name]} (${strings.limits.units[name]})`}
                hint={rangeInWords(name)}
                value={draft[name]}
                onText={(text) => setDraft({ ...draft, [name]: text })}
                inputMode="numeric"
                maxLength={9}
                problem={limitProblem(name, draft[name])}
              />
            ))}
            <RadioGroup
              label={strings.limits.full}
              value={draft.full}
              options={(['drop-oldest', 'drop-new'] as const).map((value) => ({ value, label: strings.limits.fulls[value] }))}
              onChange={(full) => setDraft({ ...draft, full })}
            />
          </>
        )}
        <FormFoot problem={save.problem} action={words.save} disabled={!isGood} busy={save.busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
