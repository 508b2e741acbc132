import styles from './messages.module.css';
import { RecordingForm } from './recording-form.tsx';
import { RecordingList } from './recording-list.tsx';
import { ReplayForm } from './replay-form.tsx';
import { ReplayList } from './replay-list.tsx';

/** Records messages to files, and plays such files back. */
export function RecordingsPanel() {
  return (
    <div className={styles.panel}>
      <div className={styles.halves}>
        <div className={styles.half}>
          <RecordingForm />
          <RecordingList />
        </div>
        <div className={styles.half}>
          <ReplayForm />
          <ReplayList />
        </div>
      </div>
    </div>
  );
}
