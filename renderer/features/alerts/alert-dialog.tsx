import { type FormEvent, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import { RadioGroup } from '../../components/radio-group.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useApp, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { emptyAlertDraft, minutesProblem, ruleOf, valueProblem } from './alert-draft.ts';
import { AlertList } from './alert-list.tsx';
import styles from './alerts.module.css';

const whens = ['silent', 'over', 'under', 'changed'] as const;
/** The contract's bound on a path. */
const PATH_CHARS = 256;

/** Makes an alert on one topic, and shows those that it has. */
export function AlertDialog({ topic, onClose }: { topic: string; onClose: () => void }) {
  const client = useClient();
  const add = useAction();
  const all = useApp((state) => state.alerts);
  const [draft, setDraft] = useState(emptyAlertDraft);
  const words = strings.alerts;
  const rule = ruleOf(draft);
  const others = all.filter((alert) => alert.topic === topic);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!rule || add.busy) return;
    if (await add.run(() => client.call('alerts.add', { topic, rule }))) onClose();
  };

  return (
    <Dialog title={words.title} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <code className={styles.topic}>{topic}</code>
        <RadioGroup
          label={words.when}
          value={draft.when}
          options={whens.map((value) => ({
            value,
            label: words.whens[value],
            ...(value === draft.when && { hint: words.whenHints[value] }),
          }))}
          onChange={(when) => setDraft({ ...draft, when })}
        />
        {draft.when === 'silent' && (
          <TextField
            label={words.minutes}
            hint={words.minutesHint}
            value={draft.minutes}
            onText={(minutes) => setDraft({ ...draft, minutes })}
            inputMode="numeric"
            maxLength={6}
            problem={minutesProblem(draft.minutes)}
          />
        )}
        {(draft.when === 'over' || draft.when === 'under') && (
          <>
            <TextField
              label={words.value}
              value={draft.value}
              onText={(value) => setDraft({ ...draft, value })}
              inputMode="decimal"
              maxLength={32}
              problem={valueProblem(draft.value)}
            />
            <TextField
              label={words.path}
              hint={words.pathHint}
              value={draft.path}
              onText={(path) => setDraft({ ...draft, path })}
              maxLength={PATH_CHARS}
            />
          </>
        )}
        <Problem text={add.problem} />
        {others.length > 0 && (
          <section>
            <h3>{words.onThis}</h3>
            <AlertList alerts={others} bare />
          </section>
        )}
        <DialogActions>
          <Button onClick={onClose}>{strings.common.cancel}</Button>
          <Button look="primary" submit disabled={!rule} busy={add.busy}>
            {words.add}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
