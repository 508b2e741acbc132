import { type FormEvent, useState } from 'react';
import type { Bootstrap } from '../../../electron/contract/access.ts';
import { CheckBox } from '../../components/check-box.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { FormFoot } from '../../components/dialog-feet.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useClient } from '../../context.tsx';
import { showProblems } from '../../show-problems.ts';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { PermissionEditor } from '../access/permission-editor.tsx';
import { OWN_BY_CLIENT_ID } from '../access/presets.ts';
import type { FreshBootstrap } from './bootstrap-credential-dialog.tsx';
import { type BootstrapDraft, bootstrapDraft, bootstrapProblems, rulesOf } from './bootstrap-draft.ts';
import styles from './security.module.css';

interface BootstrapDialogProps {
  /** `null` to make a new one. */
  bootstrap: Bootstrap | null;
  onAdded: (fresh: FreshBootstrap) => void;
  onClose: () => void;
}

/** The rules of a bootstrap credential. */
export function BootstrapDialog({ bootstrap, onAdded, onClose }: BootstrapDialogProps) {
  const client = useClient();
  const save = useAction();
  const [draft, setDraft] = useState(() => bootstrapDraft(bootstrap));
  const [isChecked, setChecked] = useState(false);
  const words = strings.security.bootstrap;
  const wrong = bootstrapProblems(draft, bootstrap, Date.now());
  const change = (next: Partial<BootstrapDraft>) => setDraft((before) => ({ ...before, ...next }));
  const problem = (field: keyof typeof wrong, text: string) => (isChecked && wrong[field] ? text : null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (save.busy) return;
    const rules = rulesOf(draft, bootstrap);
    if (!rules || Object.values(wrong).includes(true)) return showProblems(event.currentTarget, () => setChecked(true));
    await save.run(async () => {
      if (bootstrap) {
        await client.call('bootstrap.change', { id: bootstrap.id, ...rules });
        onClose();
      } else {
        const own = draft.own ? { userName: draft.userName, password: draft.password } : {};
        onAdded({ name: rules.name, ...(await client.call('bootstrap.add', { ...rules, ...own })) });
      }
    });
  };

  return (
    <Dialog title={bootstrap ? words.changeTitle(bootstrap.name) : words.addTitle} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextField
          data-autofocus
          label={words.name}
          hint={words.nameHint}
          value={draft.name}
          onText={(name) => change({ name })}
          maxLength={64}
          problem={problem('name', words.nameWrong)}
        />
        {!bootstrap && <CheckBox label={words.own} hint={words.ownHint} checked={draft.own} onChange={(own) => change({ own })} />}
        {draft.own && (
          <div className={styles.group}>
            <TextField
              label={words.userName}
              value={draft.userName}
              onText={(userName) => change({ userName })}
              maxLength={64}
              problem={problem('userName', words.userNameWrong)}
            />
            <TextField
              label={words.password}
              hint={words.passwordHint}
              value={draft.password}
              onText={(password) => change({ password })}
              maxLength={128}
              problem={problem('password', words.passwordWrong)}
            />
          </div>
        )}
        <CheckBox
          label={words.register}
          hint={draft.register ? words.registerHint : words.guestHint}
          checked={draft.register}
          onChange={(register) => change({ register })}
        />
        <TextField
          label={words.most}
          value={draft.most}
          onText={(most) => change({ most })}
          inputMode="numeric"
          maxLength={5}
          problem={problem('most', words.mostWrong)}
        />
        <TextField
          type="date"
          label={words.expiry}
          hint={words.expiryHint}
          value={draft.lastDay}
          onText={(lastDay) => change({ lastDay })}
          problem={problem('lastDay', words.expiryWrong)}
        />
        <h3>{words.template}</h3>
        <PermissionEditor draft={draft.permission} own={OWN_BY_CLIENT_ID} onChange={(permission) => change({ permission })} />
        <FormFoot problem={save.problem} action={bootstrap ? words.save : words.create} busy={save.busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
