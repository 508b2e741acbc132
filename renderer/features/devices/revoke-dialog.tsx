import { useEffect, useState } from 'react';
import type { Device } from '../../../electron/contract/model.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { RadioGroup } from '../../components/radio-group.tsx';
import { useApp, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';

const choices = ['keep', 'delete'] as const;

/** Asks before a device is revoked, and what is to become of the retained messages that it leaves. */
export function RevokeDialog({ device, onClose }: { device: Device; onClose: () => void }) {
  const client = useClient();
  const [retained, setRetained] = useState<(typeof choices)[number]>('keep');
  const mayBeBarred = useApp((state) => state.access.bootstraps.length > 0 || device.origin === 'bootstrap');
  const left = useRetainedCount(device.id);
  const words = strings.access.revoke;
  const text = device.password.kind === 'shared' ? words.sharedText : strings.devices.revokeText;

  return (
    <ConfirmDialog
      title={strings.devices.revokeTitle(device.name)}
      text={mayBeBarred ? `${text} ${words.barred}` : text}
      action={strings.devices.revoke}
      disabled={left === 'counting'}
      onConfirm={() => client.call('devices.revoke', { id: device.id, retained })}
      onClose={onClose}
    >
      {left === 'counting' && <p role="status">{words.counting}</p>}
      {left !== 'counting' && left !== 0 && (
        <RadioGroup
          label={left === null ? words.leftUnknown : words.left(left)}
          hint={words.leftHint}
          value={retained}
          onChange={setRetained}
          options={choices.map((value) => ({ value, label: words[value] }))}
        />
      )}
    </ConfirmDialog>
  );
}

/** How many retained messages a device left; `null` when that could not be found out. */
function useRetainedCount(id: string): number | 'counting' | null {
  const client = useClient();
  const [count, setCount] = useState<number | 'counting' | null>('counting');
  useEffect(() => {
    let isOpen = true;
    client.call('devices.retained', { id }).then(
      (result) => isOpen && setCount(result.count),
      () => isOpen && setCount(null),
    );
    return () => {
      isOpen = false;
    };
  }, [client, id]);
  return count;
}
