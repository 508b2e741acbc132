import { useRef } from 'react';
import { RadioGroup } from '../../components/radio-group.tsx';
import { useApp, useAppStore, useClient } from '../../context.tsx';
import { ResetButton } from './reset-button.tsx';
import type { ChoiceSetting } from './setting.ts';
import styles from './settings.module.css';
import { useSaved } from './use-saved.ts';

/** One of a few, each with what follows from it; saved at once. */
export function ChoiceField({ setting }: { setting: ChoiceSetting }) {
  const choices = useRef<HTMLDivElement>(null);
  const store = useAppStore();
  const client = useClient();
  const saved = useSaved();
  const { kept, values } = setting;
  const value = useApp(kept.read);
  const { label, hint, options, optionHints } = setting.words();
  const save = (next: string) => saved.save(() => kept.save(client, next, store.getState()));
  return (
    <div ref={choices} className={styles.choice}>
      <RadioGroup
        label={label}
        hint={hint}
        value={value}
        options={values.map((each) => ({ value: each, label: options?.[each] ?? each, hint: optionHints?.[each] ?? '' }))}
        onChange={save}
        note={saved.note}
        problem={saved.problem}
      />
      {value !== kept.initial && (
        <ResetButton
          name={label}
          initial={options?.[kept.initial] ?? kept.initial}
          onReset={() => {
            // The button goes away, so the focus goes to what it changed.
            choices.current?.querySelector<HTMLInputElement>(`[value="${kept.initial}"]`)?.focus();
            void save(kept.initial);
          }}
        />
      )}
    </div>
  );
}
