import { useRef, useState } from 'react';
import type { Draft } from '../../../electron/contract/messages.ts';
import { useAppStore } from '../../context.tsx';
import { withMessage } from './draft-state.ts';
import { HistoryList } from './history-list.tsx';
import styles from './messages.module.css';
import { PublishForm } from './publish-form.tsx';
import { RepeatList } from './repeat-list.tsx';
import { SavedList } from './saved-list.tsx';

/** Publishes messages: a form, what repeats now, what is saved, and what was published before. */
export function PublishPanel() {
  const store = useAppStore();
  const topicField = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<string | null>(null);
  const write = (message: Draft) => {
    setSaid(null);
    store.setState(({ publishDraft }) => ({ publishDraft: withMessage(publishDraft, message) }));
    topicField.current?.focus();
  };
  return (
    <div className={styles.panel}>
      <div className={styles.halves}>
        <PublishForm topicField={topicField} said={said} onSaid={setSaid} />
        <div className={styles.half}>
          <RepeatList />
          <SavedList onLoad={write} />
          <HistoryList onEdit={write} onSaid={setSaid} />
        </div>
      </div>
    </div>
  );
}
