import { TriangleAlert } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import type { Listener, ListenerSettings, MqttListenerName } from '../../../electron/contract/model.ts';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { SelectField } from '../../components/select-field.tsx';
import { Switch } from '../../components/switch.tsx';
import text from '../../components/text.module.css';
import { TextField } from '../../components/text-field.tsx';
import { useApp, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { useSaved } from '../settings/use-saved.ts';
import { draftOfSettings, isPort, type ListenerDraft, movedTo, ruleOptions, whereOptions } from './listener-draft.ts';
import styles from './security.module.css';

/** A listener whose settings are the person's. */
export type MqttListener = Listener & { name: MqttListenerName; settings: ListenerSettings };

/** One listener: whether it is open, and its settings, saved as a whole. */
export function ListenerCard({ listener }: { listener: MqttListener }) {
  const { name, settings } = listener;
  const client = useClient();
  const hub = useApp((state) => state.hub);
  const saved = useSaved();
  const id = useId();
  // Only what was touched is kept here, so that the rest follows the hub.
  const [touched, setTouched] = useState<Partial<ListenerDraft>>({});
  const words = strings.security.listeners;
  const now = draftOfSettings(settings, listener.port);
  const draft = { ...now, ...touched };
  const isChanged = (Object.keys(now) as (keyof ListenerDraft)[]).some((key) => draft[key] !== now[key]);
  const title = words.names[name];

  const change = (next: Partial<ListenerDraft>) => {
    saved.clear();
    setTouched((before) => ({ ...before, ...next }));
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isPort(draft.port)) return;
    await saved.save(async () => {
      const { enabled, rule, where, port } = draft;
      await client.call('listeners.change', { name, enabled, port: Number(port), bind: where === 'hub' ? null : where, rule });
      setTouched({});
    });
  };

  return (
    <section className={card.card} aria-labelledby={`${id}-title`}>
      <div className={styles.head}>
        <div>
          <h2 id={`${id}-title`}>{title}</h2>
          <p className={text.hint}>{words.what[name]}</p>
        </div>
        <div className={styles.state}>
          <ListenerState listener={listener} />
          <span id={`${id}-switch`} hidden>
            {words.on(title)}
          </span>
          <Switch on={draft.enabled} labelledBy={`${id}-switch`} onChange={(enabled) => change({ enabled })} />
        </div>
      </div>
      <ListenerProblem listener={listener} />
      <form className={styles.settings} onSubmit={submit} noValidate>
        <div className={styles.fields}>
          <TextField
            label={words.port}
            value={draft.port}
            onText={(port) => change({ port })}
            inputMode="numeric"
            maxLength={5}
            problem={isPort(draft.port) ? null : strings.settings.portWrong}
          />
          <SelectField
            label={words.where}
            value={draft.where}
            options={whereOptions(hub, draft.where)}
            onChange={(where) => change(movedTo(draft, where))}
          />
          <SelectField
            label={words.rule}
            hint={draft.rule === 'anyone' ? undefined : words.ruleHints[draft.rule]}
            value={draft.rule}
            options={ruleOptions(name, draft.where)}
            onChange={(rule) => change({ rule })}
          />
        </div>
        {draft.rule === 'anyone' && (
          <p className={text.warning} role="note">
            <TriangleAlert size={18} />
            {words.ruleHints.anyone}
          </p>
        )}
        <div className={styles.actions}>
          <Button
            submit
            look={isChanged ? 'primary' : 'plain'}
            disabled={!isChanged || !isPort(draft.port)}
            aria-label={words.saveOf(title)}
          >
            {words.save}
          </Button>
          {isChanged && <Button onClick={() => setTouched({})}>{words.discard}</Button>}
          <span role="status" className={styles.note}>
            {saved.note ?? (isChanged && !saved.problem && <span className={text.quiet}>{words.unsaved}</span>)}
          </span>
          {saved.problem && (
            <p role="alert" className={styles.bad}>
              {saved.problem}
            </p>
          )}
        </div>
      </form>
    </section>
  );
}

function ListenerState({ listener: { state, port } }: { listener: Listener }) {
  const words = strings.security.listeners;
  if (state === 'closed') return <span className={text.quiet}>{words.closed}</span>;
  if (state === 'open') return <span className={styles.good}>{words.open(port)}</span>;
  return <span className={styles.bad}>{words.failed(port)}</span>;
}

/** Why it is not open, and what to do about it. */
function ListenerProblem({ listener: { problem, state } }: { listener: Listener }) {
  const client = useClient();
  const retry = useAction();
  if (state !== 'failed' || !problem) return null;
  const { message, owner, remedy } = problem;
  return (
    <div className={styles.line}>
      <p className={styles.bad}>
        {message} {owner && !message.includes(owner) && strings.listeners.heldBy(owner)} {remedy}
      </p>
      <Button small busy={retry.busy} onClick={() => retry.run(() => client.call('listeners.retry', {}))}>
        {strings.security.listeners.retry}
      </Button>
      {retry.problem && (
        <p role="alert" className={styles.bad}>
          {retry.problem}
        </p>
      )}
    </div>
  );
}
