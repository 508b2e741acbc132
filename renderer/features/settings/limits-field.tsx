import { useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { strings } from '../../strings/index.ts';
import { initialInWords, initialLimit, type LimitName, limitProblem, limitText, limitValue, rangeInWords } from './limit-numbers.ts';
import { SavedTextField } from './saved-text-field.tsx';

interface LimitsFieldProps {
  name: LimitName;
  value: number;
  save: (value: number) => Promise<unknown>;
}

/** One limit: its unit, what it is for, its range and its default, checked as it is typed and saved when it is left. */
export function LimitsField({ name, value, save }: LimitsFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const words = strings.limits;
  const text = limitText(name, value);
  const initial = initialLimit(name);
  return (
    <SavedTextField
      ref={input}
      label={`${words.names[name]} (${words.units[name]})`}
      hint={`${words.purposes[name]} ${rangeInWords(name)}`}
      value={text}
      check={(typed) => limitProblem(name, typed)}
      save={(typed) => save(limitValue(name, typed))}
      inputMode="numeric"
      maxLength={9}
      after={(saveText) =>
        value !== initial && (
          <Button
            small
            aria-label={words.resetOf(words.names[name], initialInWords(name))}
            onClick={() => {
              // The button goes away, so the focus goes to what it changed.
              input.current?.focus();
              saveText(limitText(name, initial));
            }}
          >
            {words.reset}
          </Button>
        )
      }
    />
  );
}
