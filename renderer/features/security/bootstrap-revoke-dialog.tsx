import { useState } from 'react';
import type { Bootstrap } from '../../../electron/contract/access.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import { RadioGroup } from '../../components/radio-group.tsx';
import { useApp, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './security.module.css';

/** Asks before a bootstrap credential is revoked, and whether its devices go with it. */
export function BootstrapRevokeDialog({ bootstrap, onClose }: { bootstrap: Bootstrap; onClose: () => void }) {
  const client = useClient();
  const revoke = useAction();
  const devices = useApp((state) => state.devices);
  const [what, setWhat] = useState<'without' | 'with'>('without');
  const words = strings.security.bootstrap;
  const registered = new Set(bootstrap.arrivals.map(({ deviceId }) => deviceId));
  const count = devices.filter(({ id }) => registered.has(id)).length;

  return (
    <Dialog title={words.revokeTitle(bootstrap.name)} onClose={onClose}>
      <p>{words.revokeText}</p>
      {count > 0 && (
        <div className={styles.form}>
          <RadioGroup
            label={words.what}
            value={what}
            onChange={setWhat}
            options={[
              { value: 'without', label: words.without, hint: words.withoutHint },
              { value: 'with', label: words.withDevices(count), hint: words.withDevicesHint },
            ]}
          />
        </div>
      )}
      <Problem text={revoke.problem} />
      <DialogActions>
        <Button data-autofocus onClick={onClose}>
          {strings.common.cancel}
        </Button>
        <Button
          look="danger"
          busy={revoke.busy}
          onClick={async () => {
            const withDevices = count > 0 && what === 'with';
            if (await revoke.run(() => client.call('bootstrap.revoke', { id: bootstrap.id, withDevices }))) onClose();
          }}
        >
          {words.revoke}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
