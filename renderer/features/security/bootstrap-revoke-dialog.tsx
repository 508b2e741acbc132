import { useState } from 'react';
import type { Bootstrap } from '../../../electron/contract/access.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { RadioGroup } from '../../components/radio-group.tsx';
import { useApp, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';

/** Asks before a bootstrap credential is revoked, and whether its devices go with it. */
export function BootstrapRevokeDialog({ bootstrap, onClose }: { bootstrap: Bootstrap; onClose: () => void }) {
  const client = useClient();
  const devices = useApp((state) => state.devices);
  const [what, setWhat] = useState<'without' | 'with'>('without');
  const words = strings.security.bootstrap;
  const registered = new Set(bootstrap.arrivals.map(({ deviceId }) => deviceId));
  const count = devices.filter(({ id }) => registered.has(id)).length;

  return (
    <ConfirmDialog
      title={words.revokeTitle(bootstrap.name)}
      text={words.revokeText}
      action={words.revoke}
      onConfirm={() => client.call('bootstrap.revoke', { id: bootstrap.id, withDevices: count > 0 && what === 'with' })}
      onClose={onClose}
    >
      {count > 0 && (
        <RadioGroup
          label={words.what}
          value={what}
          onChange={setWhat}
          options={[
            { value: 'without', label: words.without, hint: words.withoutHint },
            { value: 'with', label: words.withDevices(count), hint: words.withDevicesHint },
          ]}
        />
      )}
    </ConfirmDialog>
  );
}
