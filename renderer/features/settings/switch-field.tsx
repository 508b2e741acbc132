import { useId, useRef } from 'react';
import { Switch } from '../../components/switch.tsx';
import text from '../../components/text.module.css';
import { useApp, useAppStore, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { ResetButton } from './reset-button.tsx';
import type { SwitchSetting } from './setting.ts';
import styles from './settings.module.css';
import { useSaved } from './use-saved.ts';

/** A switch that is saved at once, and says beside it that it was, or why not. */
export function SwitchField({ setting }: { setting: SwitchSetting }) {
  const id = useId();
  const row = useRef<HTMLDivElement>(null);
  const store = useAppStore();
  const client = useClient();
  const saved = useSaved();
  const { kept } = setting;
  const isOn = useApp(kept.read);
  const { label, hint } = setting.words();
  const save = (on: boolean) => saved.save(() => kept.save(client, on, store.getState()));
  return (
    <div ref={row} className={styles.switchRow}>
      <div>
        <span id={`${id}-label`} className={styles.label}>
          {label}
        </span>{' '}
        <span role="status" className={styles.note}>
          {saved.note}
        </span>
        <p id={`${id}-hint`} className={text.hint}>
          {hint}
        </p>
        {saved.problem && (
          <p role="alert" className={styles.problem}>
            {saved.problem}
          </p>
        )}
        {isOn !== kept.initial && (
          <ResetButton
            name={label}
            initial={kept.initial ? strings.settings.on : strings.settings.off}
            onReset={() => {
              // The button goes away, so the focus goes to what it changed.
              row.current?.querySelector<HTMLElement>('[role="switch"]')?.focus();
              void save(kept.initial);
            }}
          />
        )}
      </div>
      <Switch on={isOn} labelledBy={`${id}-label`} describedBy={`${id}-hint`} onChange={save} />
    </div>
  );
}
