import { strings } from '../strings/index.ts';
import { useAction } from '../use-action.ts';
import { Button } from './button.tsx';
import { Dialog, DialogActions } from './dialog.tsx';
import { Problem } from './problem.tsx';

interface ConfirmDialogProps {
  title: string;
  text: string;
  /** What the button that goes ahead is called. */
  action: string;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({ title, text, action, onConfirm, onClose }: ConfirmDialogProps) {
  const confirm = useAction();
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      <Problem text={confirm.problem} />
      <DialogActions>
        <Button data-autofocus onClick={onClose}>
          {strings.common.cancel}
        </Button>
        <Button
          look="danger"
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
