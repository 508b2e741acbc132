import type { ReactNode } from 'react';
import { strings } from '../strings/index.ts';
import { useAction } from '../use-action.ts';
import { Button } from './button.tsx';
import styles from './confirm-dialog.module.css';
import { Dialog, DialogActions } from './dialog.tsx';
import { Problem } from './problem.tsx';

interface ConfirmDialogProps {
  title: string;
  text: string;
  /** What the button that goes ahead is called. */
  action: string;
  /** What the person has to know or choose is not there yet. */
  disabled?: boolean;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
  /** What there is to choose. */
  children?: ReactNode;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({ title, text, action, disabled = false, onConfirm, onClose, children }: ConfirmDialogProps) {
  const confirm = useAction();
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      {children && <div className={styles.choice}>{children}</div>}
      <Problem text={confirm.problem} />
      <DialogActions>
        <Button data-autofocus onClick={onClose}>
          {strings.common.cancel}
        </Button>
        <Button
          look="danger"
          disabled={disabled}
          busy={confirm.busy}
          onClick={async () => {
            if (await confirm.run(onConfirm)) onClose();
          }}
        >
          {action}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
