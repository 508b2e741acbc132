import { type FormEvent, useState } from 'react';
import type { NewCredential, Preset } from '../../../electron/contract/calls.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FormFoot } from '../../components/dialog-feet.tsx';
import { RadioGroup } from '../../components/radio-group.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { isName } from './device-name.ts';
import styles from './dialogs.module.css';

const presets: readonly Preset[] = ['own', 'sensor', 'reader', 'all'];

interface AddDeviceDialogProps {
  /** What the device is likely to be called; the person may change it. */
  suggestedName?: string;
  onClose: () => void;
  onAdded: (credential: NewCredential) => void;
}

/** Makes a credential for something that cannot knock. */
export function AddDeviceDialog({ suggestedName = '', onClose, onAdded }: AddDeviceDialogProps) {
  const client = useClient();
  const add = useAction();
  const [name, setName] = useState(suggestedName);
  const [preset, setPreset] = useState<Preset>('own');
  const [isChecked, setIsChecked] = useState(false);
  const words = strings.devices;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsChecked(true);
    if (!isName(name) || add.busy) return;
    void add.run(async () => onAdded(await client.call('devices.add', { name: name.trim(), preset })));
  };

  return (
    <Dialog title={words.add} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextField
          data-autofocus
          label={words.nameField}
          hint={words.nameHint}
          value={name}
          onText={setName}
          maxLength={64}
          problem={isChecked && !isName(name) ? words.nameWrong : null}
        />
        <RadioGroup
          label={words.access}
          value={preset}
          onChange={setPreset}
          options={presets.map((value) => ({ value, label: words.presets[value] }))}
        />
        <FormFoot problem={add.problem} action={words.create} busy={add.busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
