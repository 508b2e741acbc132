import { Plus, X } from 'lucide-react';
import { useId, useRef } from 'react';
import { Button, IconButton } from '../../components/button.tsx';
import field from '../../components/field.module.css';
import { strings } from '../../strings/index.ts';
import styles from './access.module.css';
import { type ListDraft, type ListRule, listOf, pendingProblem, withPending } from './list-draft.ts';

interface ListEditorProps {
  title: string;
  addLabel: string;
  hint?: string;
  /** Said while there are no entries. */
  none: string;
  list: ListDraft;
  rule: ListRule;
  onChange: (list: ListDraft) => void;
}

/** A list of short texts: each can be removed, and Enter adds what was typed. */
export function ListEditor({ title, addLabel, hint, none, list, rule, onChange }: ListEditorProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const words = strings.access.permission;
  const problem = pendingProblem(list, rule);

  const add = () => {
    const items = withPending(list, rule);
    if (items) onChange(listOf(items));
    input.current?.focus();
  };
  const remove = (item: string) => {
    onChange({ ...list, items: list.items.filter((each) => each !== item) });
    input.current?.focus();
  };

  return (
    <fieldset className={field.group}>
      <legend className={field.legend}>{title}</legend>
      {list.items.length === 0 && <p className={field.hint}>{none}</p>}
      <ul className={styles.items}>
        {list.items.map((item) => (
          <li key={item} className={styles.item}>
            <code>{item}</code>
            <IconButton label={words.remove(item)} onClick={() => remove(item)}>
              <X size={16} />
            </IconButton>
          </li>
        ))}
      </ul>
      <div className={styles.addRow}>
        <input
          ref={input}
          className={field.input}
          aria-label={addLabel}
          aria-invalid={problem ? true : undefined}
          aria-describedby={[hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ') || undefined}
          value={list.pending}
          maxLength={rule.maxLength}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onChange({ ...list, pending: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || list.pending.trim() === '') return;
            event.preventDefault();
            add();
          }}
        />
        <Button small icon={<Plus size={14} />} aria-label={addLabel} disabled={list.pending.trim() === ''} onClick={add}>
          {words.add}
        </Button>
      </div>
      {hint && (
        <p id={`${id}-hint`} className={field.hint}>
          {hint}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} className={field.problem} role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
