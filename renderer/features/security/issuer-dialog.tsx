import { type FormEvent, useState } from 'react';
import type { TokenAlgorithm } from '../../../electron/contract/access.ts';
import { CheckBox } from '../../components/check-box.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { FormFoot } from '../../components/dialog-feet.tsx';
import { RadioGroup } from '../../components/radio-group.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useClient } from '../../context.tsx';
import { showProblems } from '../../show-problems.ts';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { emptyIssuer, type IssuerDraft, issuerOf, issuerProblems, withAlgorithm } from './issuer-draft.ts';
import { GrantFields } from './issuer-grant-fields.tsx';
import { KeyFields } from './issuer-key-fields.tsx';
import styles from './security.module.css';

const userNames = ['JWT', 'any'] as const;

/** Asks whose tokens are to be accepted, and how they are checked. */
export function IssuerDialog({ onClose }: { onClose: () => void }) {
  const client = useClient();
  const add = useAction();
  const [draft, setDraft] = useState(emptyIssuer);
  const [isChecked, setChecked] = useState(false);
  const words = strings.security.tokens;
  const wrong = issuerProblems(draft);
  const shown = isChecked ? wrong : {};
  const change = (next: Partial<IssuerDraft>) => setDraft((before) => ({ ...before, ...next }));

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (add.busy) return;
    if (Object.keys(wrong).length > 0) return showProblems(event.currentTarget, () => setChecked(true));
    if (await add.run(() => client.call('tokens.addIssuer', issuerOf(draft)))) onClose();
  };

  return (
    <Dialog title={words.addTitle} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextField
          data-autofocus
          label={words.name}
          hint={words.nameHint}
          value={draft.name}
          onText={(name) => change({ name })}
          maxLength={64}
          problem={shown.name ?? null}
        />
        <SelectField
          label={words.algorithm}
          value={draft.algorithm}
          options={Object.entries(words.algorithms).map(([value, label]) => ({ value: value as TokenAlgorithm, label }))}
          onChange={(algorithm) => setDraft(withAlgorithm(draft, algorithm))}
        />
        <KeyFields draft={draft} problems={shown} onChange={change} />
        <TextField
          label={words.issuer}
          hint={words.issuerHint}
          value={draft.issuer}
          onText={(issuer) => change({ issuer })}
          maxLength={512}
        />
        <TextField
          label={words.audience}
          hint={words.audienceHint}
          value={draft.audience}
          onText={(audience) => change({ audience })}
          maxLength={512}
        />
        <TextField
          label={words.skew}
          value={draft.skew}
          onText={(skew) => change({ skew })}
          inputMode="numeric"
          maxLength={3}
          problem={shown.skew ?? null}
        />
        <RadioGroup
          label={words.userName}
          value={draft.userName}
          onChange={(userName) => change({ userName })}
          options={userNames.map((value) => ({ value, label: words.userNames[value] }))}
        />
        <CheckBox label={words.grant} hint={words.grantHint} checked={draft.grant} onChange={(grant) => change({ grant })} />
        {draft.grant && <GrantFields draft={draft} problems={shown} onChange={change} />}
        <FormFoot problem={add.problem} action={words.save} busy={add.busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
