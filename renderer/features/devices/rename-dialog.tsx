import { type FormEvent, useState } from 'react';
import type { Device } from '../../../electron/contract/model.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { isName } from './device-name.ts';

/** Gives a device another name; its credential stays. */
export function RenameDialog({ device, onClose }: { device: Device; onClose: () => void }) {
  const client = useClient();
  const rename = useAction();
  const [name, setName] = useState(device.name);
  const words = strings.devices;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isName(name) || rename.busy) return;
    if (await rename.run(() => client.call('devices.rename', { id: device.id, name: name.trim() }))) onClose();
  };

  return (
    <Dialog title={words.renameTitle(device.name)} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <TextField
          data-autofocus
          label={words.newName}
          value={name}
          onText={setName}
          maxLength={64}
          problem={isName(name) ? null : words.nameWrong}
        />
        <Problem text={rename.problem} />
        <DialogActions>
          <Button onClick={onClose}>{strings.common.cancel}</Button>
          <Button look="primary" submit disabled={!isName(name)} busy={rename.busy}>
            {words.save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
