import { strings } from '../strings/index.ts';
import { Button } from './button.tsx';
import { DialogActions } from './dialog.tsx';
import { Problem } from './problem.tsx';

interface FormFootProps {
  /** What went wrong the last time; `null` if nothing did. */
  problem: string | null;
  /** What the button that submits the form is called. */
  action: string;
  busy?: boolean;
  /** What the person has to know or choose is not there yet. */
  disabled?: boolean;
  onCancel: () => void;
}

/** The end of a form in a dialog: what went wrong, and the buttons that leave it and submit it. */
export function FormFoot({ problem, action, busy = false, disabled = false, onCancel }: FormFootProps) {
  return (
    <>
      <Problem text={problem} />
      <DialogActions>
        <Button onClick={onCancel}>{strings.common.cancel}</Button>
        <Button look="primary" submit busy={busy} disabled={disabled}>
          {action}
        </Button>
      </DialogActions>
    </>
  );
}

/** The end of a dialog that only tells something: one button, which Enter presses at once. */
export function DoneFoot({ action = strings.common.done, onClose }: { action?: string; onClose: () => void }) {
  return (
    <DialogActions>
      <Button look="primary" data-autofocus onClick={onClose}>
        {action}
      </Button>
    </DialogActions>
  );
}
