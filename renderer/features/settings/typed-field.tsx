import { useRef } from 'react';
import { useApp, useAppStore, useClient } from '../../context.tsx';
import { ResetButton } from './reset-button.tsx';
import { SavedTextField } from './saved-text-field.tsx';
import type { TypedSetting } from './setting.ts';
import styles from './settings.module.css';

/** A text or a number: its unit, what it is for, its range and its default; checked as it is typed and saved when it is left. */
export function TypedField({ setting }: { setting: TypedSetting }) {
  const input = useRef<HTMLInputElement>(null);
  const store = useAppStore();
  const client = useClient();
  const { kept } = setting;
  const value = useApp(kept.read);
  const { label, hint, unit } = setting.words();
  const name = unit === undefined ? label : `${label} (${unit})`;
  const range = setting.range?.();
  return (
    <div className={range === undefined ? undefined : styles.number}>
      <SavedTextField
        ref={input}
        label={name}
        hint={range === undefined ? hint : `${hint} ${range}`}
        value={value}
        check={(text) => setting.check(text, store.getState())}
        save={(text) => kept.save(client, text, store.getState())}
        inputMode={range === undefined ? undefined : 'numeric'}
        maxLength={setting.maxLength}
        after={(saveText) =>
          value !== kept.initial && (
            <ResetButton
              name={label}
              initial={setting.initialInWords()}
              onReset={() => {
                // The button goes away, so the focus goes to what it changed.
                input.current?.focus();
                saveText(kept.initial);
              }}
            />
          )
        }
      />
    </div>
  );
}
