import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { TokenIssuer } from '../../../electron/contract/access.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import text from '../../components/text.module.css';
import { useApp, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { IssueTokenDialog } from './issue-token-dialog.tsx';
import { IssuerCard } from './issuer-card.tsx';
import { IssuerDialog } from './issuer-dialog.tsx';
import styles from './security.module.css';
import { type FreshToken, TokenDialog } from './token-dialog.tsx';

type Open = { dialog: 'add' | 'issue' } | { dialog: 'remove'; issuer: TokenIssuer } | { dialog: 'token'; fresh: FreshToken };

/** Whose tokens are accepted in place of a password. */
export function TokensPanel() {
  const issuers = useApp((state) => state.access.tokenIssuers);
  const client = useClient();
  const [open, setOpen] = useState<Open | null>(null);
  const words = strings.security.tokens;
  const close = () => setOpen(null);
  return (
    <>
      <div className={styles.head}>
        <p className={styles.intro}>{words.intro}</p>
        <div className={styles.actions}>
          <Button onClick={() => setOpen({ dialog: 'issue' })}>{words.issue}</Button>
          <Button look="primary" icon={<Plus size={16} />} onClick={() => setOpen({ dialog: 'add' })}>
            {words.add}
          </Button>
        </div>
      </div>
      {issuers.length === 0 && <p className={text.quiet}>{words.none}</p>}
      {issuers.map((issuer) => (
        <IssuerCard key={issuer.id} issuer={issuer} onRemove={() => setOpen({ dialog: 'remove', issuer })} />
      ))}
      {open?.dialog === 'add' && <IssuerDialog onClose={close} />}
      {open?.dialog === 'issue' && <IssueTokenDialog onClose={close} onIssued={(fresh) => setOpen({ dialog: 'token', fresh })} />}
      {open?.dialog === 'token' && <TokenDialog fresh={open.fresh} onClose={close} />}
      {open?.dialog === 'remove' && (
        <ConfirmDialog
          title={words.removeTitle(open.issuer.name)}
          text={words.removeText}
          action={strings.security.remove}
          onConfirm={() => client.call('tokens.removeIssuer', { id: open.issuer.id })}
          onClose={close}
        />
      )}
    </>
  );
}
