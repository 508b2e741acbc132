import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Bootstrap } from '../../../electron/contract/access.ts';
import { Button } from '../../components/button.tsx';
import text from '../../components/text.module.css';
import { useApp, useAppStore } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { BarredList } from './barred-list.tsx';
import { BootstrapCard } from './bootstrap-card.tsx';
import { BootstrapCredentialDialog, type FreshBootstrap } from './bootstrap-credential-dialog.tsx';
import { BootstrapDialog } from './bootstrap-dialog.tsx';
import { BootstrapRevokeDialog } from './bootstrap-revoke-dialog.tsx';
import styles from './security.module.css';

type Open = { dialog: 'add' } | { dialog: 'change' | 'revoke'; bootstrap: Bootstrap } | { dialog: 'credential'; fresh: FreshBootstrap };

/** Credentials that many devices share on their first visit. */
export function BootstrapPanel() {
  const bootstraps = useApp((state) => state.access.bootstraps);
  const store = useAppStore();
  const [open, setOpen] = useState<Open | null>(() => {
    const bootstrap = bootstraps.find(({ id }) => id === store.getState().wantedBootstrap);
    return bootstrap ? { dialog: 'change', bootstrap } : null;
  });
  const words = strings.security.bootstrap;
  const close = () => setOpen(null);

  // What led here counts once.
  useEffect(() => store.setState({ wantedBootstrap: null }), [store]);

  return (
    <>
      <div className={styles.head}>
        <p className={styles.intro}>{words.intro}</p>
        <Button look="primary" icon={<Plus size={16} />} onClick={() => setOpen({ dialog: 'add' })}>
          {words.add}
        </Button>
      </div>
      {bootstraps.length === 0 && <p className={text.quiet}>{words.none}</p>}
      {bootstraps.map((bootstrap) => (
        <BootstrapCard
          key={bootstrap.id}
          bootstrap={bootstrap}
          onChange={() => setOpen({ dialog: 'change', bootstrap })}
          onRevoke={() => setOpen({ dialog: 'revoke', bootstrap })}
        />
      ))}
      <BarredList />
      {open?.dialog === 'add' && (
        <BootstrapDialog bootstrap={null} onClose={close} onAdded={(fresh) => setOpen({ dialog: 'credential', fresh })} />
      )}
      {open?.dialog === 'change' && <BootstrapDialog bootstrap={open.bootstrap} onClose={close} onAdded={close} />}
      {open?.dialog === 'credential' && <BootstrapCredentialDialog fresh={open.fresh} onClose={close} />}
      {open?.dialog === 'revoke' && <BootstrapRevokeDialog bootstrap={open.bootstrap} onClose={close} />}
    </>
  );
}
