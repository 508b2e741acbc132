import { type FormEvent, useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { FormFoot } from '../../components/dialog-feet.tsx';
import { Problem } from '../../components/problem.tsx';
import { SelectField } from '../../components/select-field.tsx';
import text from '../../components/text.module.css';
import { TextField } from '../../components/text-field.tsx';
import { useClient } from '../../context.tsx';
import { showProblems } from '../../show-problems.ts';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { FiltersEditor } from '../access/filters-editor.tsx';
import { filterRule, type ListRule, listOf, withPending } from '../access/list-draft.ts';
import type { FiltersDraft } from '../access/permission-draft.ts';
import { OWN_BY_USER_NAME } from '../access/presets.ts';
import { isName } from '../devices/device-name.ts';
import styles from './security.module.css';
import type { FreshToken } from './token-dialog.tsx';

const words = strings.security.tokens;

/** There is no device behind a token. */
const tokenRule: ListRule = {
  ...filterRule,
  check: (text) => filterRule.check(text) ?? (text.split('/').includes('%d') ? words.noDevice : null),
};

interface IssueTokenDialogProps {
  onIssued: (fresh: FreshToken) => void;
  onClose: () => void;
}

/** Asks for whom a token is, what it permits and how long it is good. */
export function IssueTokenDialog({ onIssued, onClose }: IssueTokenDialogProps) {
  const client = useClient();
  const issue = useAction();
  const [name, setName] = useState('');
  const [minutes, setMinutes] = useState('10080');
  const [filters, setFilters] = useState<FiltersDraft>({ publish: listOf(OWN_BY_USER_NAME), subscribe: listOf(OWN_BY_USER_NAME) });
  const [isChecked, setChecked] = useState(false);
  const publish = withPending(filters.publish, tokenRule);
  const subscribe = withPending(filters.subscribe, tokenRule);
  const isEmpty = publish?.length === 0 && subscribe?.length === 0;

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (issue.busy) return;
    if (!isName(name) || !publish || !subscribe || isEmpty) return showProblems(event.currentTarget, () => setChecked(true));
    await issue.run(async () => {
      const fresh = await client.call('tokens.issue', { name: name.trim(), publish, subscribe, minutes: Number(minutes) });
      onIssued({ ...fresh, name: name.trim(), publish });
    });
  };

  return (
    <Dialog title={words.issueTitle} onClose={onClose}>
      <p className={text.quiet}>{words.issueText}</p>
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextField
          data-autofocus
          label={words.name}
          hint={words.tokenNameHint}
          value={name}
          onText={setName}
          maxLength={64}
          problem={isChecked && !isName(name) ? words.nameWrong : null}
        />
        <SelectField
          label={words.howLong}
          value={minutes}
          onChange={setMinutes}
          options={Object.entries(words.spans).map(([value, label]) => ({ value, label }))}
        />
        <FiltersEditor
          draft={filters}
          own={OWN_BY_USER_NAME}
          rule={tokenRule}
          hint={words.placeholders}
          onChange={(next) => setFilters((before) => ({ ...before, ...next }))}
        />
        <Problem text={isChecked && isEmpty ? words.nothingAllowed : null} />
        <FormFoot problem={issue.problem} action={words.issueNow} busy={issue.busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
