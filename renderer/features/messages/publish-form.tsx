import { type FormEvent, type KeyboardEvent, type Ref, useMemo, useState } from 'react';
import type { Draft } from '../../../electron/contract/messages.ts';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { CheckBox } from '../../components/check-box.tsx';
import { Problem } from '../../components/problem.tsx';
import { SelectField } from '../../components/select-field.tsx';
import text from '../../components/text.module.css';
import { TextField } from '../../components/text-field.tsx';
import { useApp, useAppStore, useClient } from '../../context.tsx';
import { byteSize, clockTime } from '../../format.ts';
import { showProblems } from '../../show-problems.ts';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { fileNameOf } from './chosen-file.tsx';
import { everyMsOf, messageOf, type PublishDraft } from './draft-state.ts';
import { formatJson } from './json-text.ts';
import styles from './messages.module.css';
import { PayloadField } from './payload-field.tsx';
import { payloadProblem } from './payload-problem.ts';
import { RepeatFields } from './repeat-fields.tsx';
import { SaveDialog } from './save-dialog.tsx';
import { topicProblem } from './topic-rules.ts';

interface PublishFormProps {
  topicField: Ref<HTMLInputElement>;
  /** What the last publishing came to, in words. */
  said: string | null;
  onSaid: (said: string | null) => void;
}

const levels = ['0', '1', '2'] as const;

/** Writes a message and publishes it, once or again and again. Control and Enter publish from anywhere in it. */
export function PublishForm({ topicField, said, onSaid }: PublishFormProps) {
  const client = useClient();
  const store = useAppStore();
  const draft = useApp((state) => state.publishDraft);
  const send = useAction();
  const [isChecked, setChecked] = useState(false);
  const [saving, setSaving] = useState<Draft | null>(null);
  const words = strings.messages.publish;
  const wrong = {
    topic: topicProblem(draft.topic),
    payload: useMemo(() => payloadProblem(draft), [draft]),
    every: isRepeating(draft) && everyMsOf(draft.every) === null ? words.everyWrong : null,
  };
  const isBlank = { text: draft.text === '', json: draft.text === '', hex: draft.hex === '', file: draft.file === '' }[draft.kind];
  const change = (part: Partial<PublishDraft>) => store.setState(({ publishDraft }) => ({ publishDraft: { ...publishDraft, ...part } }));
  const isFaulty = (form: HTMLElement, isPublishing: boolean): boolean => {
    if (!wrong.topic && !wrong.payload && !(isPublishing && wrong.every)) return false;
    showProblems(form, () => setChecked(true));
    return true;
  };

  const publish = async (form: HTMLFormElement) => {
    if (send.busy || isFaulty(form, true)) return;
    onSaid(null);
    setChecked(false);
    await send.run(async () => onSaid(await publishIt()));
  };
  const publishIt = async (): Promise<string> => {
    const { topic, qos, retain } = draft;
    if (draft.kind === 'file') {
      const { size } = await client.call('messages.publishFile', { topic, file: draft.file, qos, retain });
      return words.published(`${fileNameOf(draft.file)} (${byteSize(size)})`, topic, clockTime(Date.now()));
    }
    const message = messageOf(draft);
    const everyMs = draft.repeats ? everyMsOf(draft.every) : null;
    await client.call('messages.publish', everyMs === null ? { draft: message } : { draft: message, everyMs });
    if (everyMs !== null) return words.repeating(topic, String(everyMs / 1_000));
    return words.published(byteSize(atob(message.payload).length), topic, clockTime(Date.now()));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void publish(event.currentTarget);
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void publish(event.currentTarget);
  };

  return (
    <>
      <form className={card.card} aria-labelledby="publish-new" onSubmit={onSubmit} onKeyDown={onKeyDown} noValidate>
        <h2 id="publish-new">{words.title}</h2>
        <TextField
          ref={topicField}
          label={words.topic}
          hint={words.topicHint}
          value={draft.topic}
          onText={(topic) => change({ topic })}
          maxLength={65_535}
          problem={isChecked || draft.topic !== '' ? wrong.topic : null}
        />
        <PayloadField
          draft={draft}
          problem={isChecked || !isBlank ? wrong.payload : null}
          canFormat={wrong.payload === null}
          onFormat={() => change({ text: formatJson(draft.text) })}
          onChange={change}
        />
        <SelectField
          label={words.qos}
          value={levels[draft.qos]}
          options={levels.map((value) => ({ value, label: words.qosLevels[value] }))}
          onChange={(value) => change({ qos: Number(value) as PublishDraft['qos'] })}
        />
        <CheckBox
          label={words.retain}
          hint={draft.kind === 'text' && draft.text === '' ? words.retainEmptyHint : words.retainHint}
          checked={draft.retain}
          onChange={(retain) => change({ retain })}
        />
        {draft.kind === 'file' ? (
          <p className={text.hint}>{words.fileOnce}</p>
        ) : (
          <RepeatFields draft={draft} problem={wrong.every} onChange={change} />
        )}
        <Problem text={send.problem} />
        <div className={styles.actions}>
          <Button look="primary" submit busy={send.busy} aria-keyshortcuts="Control+Enter">
            {isRepeating(draft) ? words.startRepeat : words.publish}
          </Button>
          {draft.kind !== 'file' && (
            <Button
              onClick={(event) => {
                const form = event.currentTarget.form;
                if (form && !isFaulty(form, false)) setSaving(messageOf(draft));
              }}
            >
              {words.save}
            </Button>
          )}
          <span className={text.hint} aria-hidden="true">
            {words.keys}
          </span>
          <span role="status" className={styles.said}>
            {said}
          </span>
        </div>
      </form>
      {saving && <SaveDialog draft={saving} onClose={() => setSaving(null)} />}
    </>
  );
}

/** A file is read once, when it is published. */
const isRepeating = ({ kind, repeats }: PublishDraft): boolean => repeats && kind !== 'file';
