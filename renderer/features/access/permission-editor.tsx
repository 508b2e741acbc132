import { CheckBox } from '../../components/check-box.tsx';
import field from '../../components/field.module.css';
import { TextField } from '../../components/text-field.tsx';
import { strings } from '../../strings/index.ts';
import styles from './access.module.css';
import { FiltersEditor } from './filters-editor.tsx';
import { networkRule } from './list-draft.ts';
import { ListEditor } from './list-editor.tsx';
import { hoursProblem, type PermissionDraft } from './permission-draft.ts';

interface PermissionEditorProps {
  draft: PermissionDraft;
  /** The filters that the quick choices take for one's own topics. */
  own: readonly string[];
  onChange: (draft: PermissionDraft) => void;
}

/** What a device, or each that comes in by a bootstrap credential, may do. */
export function PermissionEditor({ draft, own, onChange }: PermissionEditorProps) {
  const words = strings.access.permission;
  const problem = hoursProblem(draft);
  return (
    <>
      <FiltersEditor draft={draft} own={own} hint={words.placeholders} onChange={(filters) => onChange({ ...draft, ...filters })} />
      <ListEditor
        title={words.networksTitle}
        addLabel={words.addNetwork}
        hint={words.networksHint}
        none={words.anywhere}
        list={draft.networks}
        rule={networkRule}
        onChange={(networks) => onChange({ ...draft, networks })}
      />
      <CheckBox
        label={words.byHours}
        hint={words.hoursHint}
        checked={draft.byHours}
        onChange={(byHours) => onChange({ ...draft, byHours })}
      />
      {draft.byHours && (
        <div>
          <div className={styles.hours}>
            <TextField type="time" label={words.from} value={draft.from} onText={(from) => onChange({ ...draft, from })} />
            <TextField type="time" label={words.to} value={draft.to} onText={(to) => onChange({ ...draft, to })} />
          </div>
          {problem && (
            <p className={field.problem} role="alert">
              {problem}
            </p>
          )}
        </div>
      )}
    </>
  );
}
