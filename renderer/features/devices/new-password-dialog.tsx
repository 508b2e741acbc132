import { type FormEvent, useState } from 'react';
import type { Device } from '../../../electron/contract/model.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import { RadioGroup } from '../../components/radio-group.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useClient } from '../../context.tsx';
import { showProblems } from '../../show-problems.ts';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import type { FreshCredential } from './credential-dialog.tsx';
import dialogs from './dialogs.module.css';
import { isTypedPassword } from './typed-password.ts';

const sources = ['hub', 'person'] as const;

interface NewPasswordDialogProps {
  device: Device;
  onCredential: (credential: FreshCredential) => void;
  onClose: () => void;
}

/** Gives a device another password; the old one may stay good for a while, so that nothing has to happen at once. */
export function NewPasswordDialog({ device, onCredential, onClose }: NewPasswordDialogProps) {
  const client = useClient();
  const make = useAction();
  const [source, setSource] = useState<(typeof sources)[number]>('hub');
  const [password, setPassword] = useState('');
  const [overlap, setOverlap] = useState('0');
  const [isChecked, setChecked] = useState(false);
  const words = strings.access.password;
  const isWrong = source === 'person' && !isTypedPassword(password);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (make.busy) return;
    if (isWrong) return showProblems(event.currentTarget, () => setChecked(true));
    const done = await make.run(async () => {
      const fresh = await client.call('devices.newPassword', {
        id: device.id,
        overlapMinutes: Number(overlap),
        ...(source === 'person' && { password }),
      });
      onCredential({ ...fresh, isNew: false });
    });
    if (done) onClose();
  };

  return (
    <Dialog title={strings.devices.newPasswordTitle(device.name)} onClose={onClose}>
      <form className={dialogs.form} onSubmit={submit} noValidate>
        <RadioGroup
          label={words.source}
          value={source}
          onChange={setSource}
          options={sources.map((value) => ({ value, label: words.sources[value], hint: words.sourceHints[value] }))}
        />
        {source === 'person' && (
          <TextField
            label={words.own}
            hint={words.ownHint}
            value={password}
            onText={setPassword}
            maxLength={128}
            problem={isChecked && isWrong ? words.ownWrong : null}
          />
        )}
        <SelectField
          label={words.overlap}
          hint={overlap === '0' ? words.overlapNone : words.overlapSome}
          value={overlap}
          onChange={setOverlap}
          options={Object.entries(words.overlaps).map(([value, label]) => ({ value, label }))}
        />
        <Problem text={make.problem} />
        <DialogActions>
          <Button data-autofocus onClick={onClose}>
            {strings.common.cancel}
          </Button>
          <Button look="danger" submit busy={make.busy}>
            {strings.devices.makePassword}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
