import { useEffect, useState } from 'react';
import type { Device } from '../../../electron/contract/model.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import { RadioGroup } from '../../components/radio-group.tsx';
import { useApp, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './device-access.module.css';

const choices = ['keep', 'delete'] as const;

/** Asks before a device is revoked, and what is to become of the retained messages that it leaves. */
export function RevokeDialog({ device, onClose }: { device: Device; onClose: () => void }) {
  const client = useClient();
  const revoke = useAction();
  const [retained, setRetained] = useState<(typeof choices)[number]>('keep');
  const mayBeBarred = useApp((state) => state.access.bootstraps.length > 0 || device.origin === 'bootstrap');
  const left = useRetainedCount(device.id);
  const words = strings.access.revoke;

  return (
    <Dialog title={strings.devices.revokeTitle(device.name)} onClose={onClose}>
      <p>
        {device.password.kind === 'shared' ? words.sharedText : strings.devices.revokeText} {mayBeBarred && words.barred}
      </p>
      <div className={styles.question}>
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
      </div>
      <Problem text={revoke.problem} />
      <DialogActions>
        <Button data-autofocus onClick={onClose}>
          {strings.common.cancel}
        </Button>
        <Button
          look="danger"
          disabled={left === 'counting'}
          busy={revoke.busy}
          onClick={async () => {
            if (await revoke.run(() => client.call('devices.revoke', { id: device.id, retained }))) onClose();
          }}
        >
          {strings.devices.revoke}
        </Button>
      </DialogActions>
    </Dialog>
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
