import { CopyField } from '../../components/copy-field.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { DoneFoot } from '../../components/dialog-feet.tsx';
import text from '../../components/text.module.css';
import { useApp } from '../../context.tsx';
import { brokerAddress } from '../../selectors.ts';
import { strings } from '../../strings/index.ts';
import styles from './security.module.css';

/** A bootstrap credential that was made just now. */
export interface FreshBootstrap {
  name: string;
  userName: string;
  password: string;
}

/** Shows a bootstrap credential the one time that it can be shown. */
export function BootstrapCredentialDialog({ fresh, onClose }: { fresh: FreshBootstrap; onClose: () => void }) {
  const hub = useApp((state) => state.hub);
  const { host, port } = brokerAddress(hub);
  const words = strings.devices;
  return (
    <Dialog title={strings.security.bootstrap.credentialTitle(fresh.name)} onClose={onClose}>
      <p className={text.quiet}>{strings.security.bootstrap.credentialOnce}</p>
      <div className={styles.values}>
        <CopyField label={words.host} value={host} />
        <CopyField label={words.port} value={String(port)} />
        <CopyField label={words.userName} value={fresh.userName} />
        <CopyField label={words.password} value={fresh.password} />
      </div>
      <DoneFoot onClose={onClose} />
    </Dialog>
  );
}
