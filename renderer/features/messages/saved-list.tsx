import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Draft, SavedDraft } from '../../../electron/contract/messages.ts';
import { IconButton } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import text from '../../components/text.module.css';
import { useApp, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import styles from './messages.module.css';

/** Messages that the person keeps under names; a name is the button that writes its message again. */
export function SavedList({ onLoad }: { onLoad: (draft: Draft) => void }) {
  const client = useClient();
  const saved = useApp((state) => state.messages.saved);
  const [deleting, setDeleting] = useState<SavedDraft | null>(null);
  const words = strings.messages.publish;
  return (
    <section className={card.card} aria-labelledby="publish-saved">
      <div>
        <h2 id="publish-saved">{words.saved}</h2>
        {saved.length === 0 && <p className={text.hint}>{words.noneSaved}</p>}
      </div>
      <ul className={styles.lines} aria-labelledby="publish-saved">
        {saved.map((each) => (
          <li key={each.id} className={styles.line}>
            <div className={styles.what}>
              <button type="button" className={styles.load} aria-label={words.loadOf(each.name)} onClick={() => onLoad(each.draft)}>
                {each.name}
              </button>
              <span className={text.hint}>{each.draft.topic}</span>
            </div>
            <IconButton label={words.deleteOf(each.name)} onClick={() => setDeleting(each)}>
              <Trash2 size={16} />
            </IconButton>
          </li>
        ))}
      </ul>
      {deleting && (
        <ConfirmDialog
          title={words.deleteTitle(deleting.name)}
          text={words.deleteText}
          action={words.delete}
          onConfirm={() => client.call('messages.forgetSaved', { id: deleting.id })}
          onClose={() => setDeleting(null)}
        />
      )}
    </section>
  );
}
