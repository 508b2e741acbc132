import { strings } from '../strings/index.ts';
import styles from './skip-link.module.css';

/** The first stop of the Tab key: past the navigation, to the page. Seen only while it has the focus. */
export function SkipLink() {
  return (
    <button type="button" className={styles.skip} onClick={() => document.getElementById('page-title')?.focus()}>
      {strings.app.skip}
    </button>
  );
}
