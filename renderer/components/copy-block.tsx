import { strings } from '../strings/index.ts';
import styles from './copy-block.module.css';
import { CopyButton } from './copy-button.tsx';
import { SaveButton } from './save-button.tsx';

interface CopyBlockProps {
  label: string;
  value: string;
  /** Offers to save it as a file of this name as well. */
  fileName?: string;
}

/** A text of many lines to take along, such as a key. */
export function CopyBlock({ label, value, fileName }: CopyBlockProps) {
  return (
    <div className={styles.block}>
      <div className={styles.head}>
        <span className={styles.label} aria-hidden="true">
          {label}
        </span>
        <CopyButton text={value} label={strings.common.copyOf(label)} />
        {fileName && <SaveButton small fileName={fileName} content={value} label={strings.access.certificates.saveOf(label)} />}
      </div>
      <textarea className={styles.text} readOnly rows={3} value={value} aria-label={label} onFocus={(event) => event.target.select()} />
    </div>
  );
}
