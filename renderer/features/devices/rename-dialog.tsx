import { type FormEvent, useState } from 'react';
import type { Device } from '../../../electron/contract/model.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FormFoot } from '../../components/dialog-feet.tsx';
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
        <FormFoot problem={rename.problem} action={words.save} disabled={!isName(name)} busy={rename.busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
