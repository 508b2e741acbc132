import { Button } from '../../components/button.tsx';
import { strings } from '../../strings/index.ts';
import styles from './settings.module.css';

interface ResetButtonProps {
  /** Of the setting. */
  name: string;
  /** The default, as a person reads it. */
  initial: string;
  onReset: () => void;
}

/** Says what the default is, and goes back to it. Shown while something else is set. */
export function ResetButton({ name, initial, onReset }: ResetButtonProps) {
  const words = strings.settings;
  return (
    <div className={styles.reset}>
      <Button small aria-label={words.resetOf(initial, name)} onClick={onReset}>
        {words.reset(initial)}
      </Button>
    </div>
  );
}
