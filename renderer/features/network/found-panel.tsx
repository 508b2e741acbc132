import { Radar } from 'lucide-react';
import { useState } from 'react';
import type { NewCredential } from '../../../electron/contract/calls.ts';
import type { Found } from '../../../electron/contract/network.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import text from '../../components/text.module.css';
import { useApp, useAppStore } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { AddDeviceDialog } from '../devices/add-device-dialog.tsx';
import { CredentialDialog } from '../devices/credential-dialog.tsx';
import { ConnectDialog } from './connect-dialog.tsx';
import { FoundCard } from './found-card.tsx';
import styles from './network.module.css';
import { SweepPart } from './sweep-part.tsx';

type Open = { dialog: 'connect' | 'add'; found: Found } | { dialog: 'credential'; credential: NewCredential };

/** Those to connect first, then by name as people look for them. */
const sorted = (found: Found[]): Found[] =>
  [...found].sort(
    (a, b) =>
      Number(a.deviceId !== null) - Number(b.deviceId !== null) ||
      a.name.localeCompare(b.name, undefined, { numeric: true }) ||
      a.id.localeCompare(b.id),
  );

/** Devices of other makes on the network, each with the way to bring it here. */
export function FoundPanel() {
  const store = useAppStore();
  const found = useApp((state) => state.network.found);
  const [open, setOpen] = useState<Open | null>(null);
  const words = strings.network.found;
  const close = () => setOpen(null);

  const connect = (device: Found) => {
    // Nobody can hand a setting to this one: a person pastes it.
    if (device.way === 'paste') store.setState({ snippetTool: 'esphome' });
    setOpen({ dialog: device.way === 'paste' ? 'add' : 'connect', found: device });
  };

  return (
    <>
      <p className={text.quiet}>{words.intro}</p>
      {found.length === 0 ? (
        <EmptyState icon={<Radar size={24} />} title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <ul className={styles.list} aria-label={words.list}>
          {sorted(found).map((device) => (
            <FoundCard key={device.id} found={device} onConnect={() => connect(device)} />
          ))}
        </ul>
      )}
      <SweepPart />
      {open?.dialog === 'connect' && <ConnectDialog found={open.found} onClose={close} />}
      {open?.dialog === 'add' && (
        <AddDeviceDialog
          suggestedName={open.found.name.slice(0, 64)}
          onClose={close}
          onAdded={(credential) => setOpen({ dialog: 'credential', credential })}
        />
      )}
      {open?.dialog === 'credential' && <CredentialDialog credential={{ ...open.credential, isNew: true }} onClose={close} />}
    </>
  );
}
