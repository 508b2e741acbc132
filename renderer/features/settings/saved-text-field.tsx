import { type ReactNode, type Ref, useEffect, useRef, useState } from 'react';
import { TextField } from '../../components/text-field.tsx';
import { useSaved } from './use-saved.ts';

interface SavedTextFieldProps {
  label: string;
  hint: string;
  value: string;
  /** What is wrong with a text, `null` if nothing. */
  check: (text: string) => string | null;
  save: (text: string) => Promise<unknown>;
  maxLength: number;
  inputMode?: 'numeric' | undefined;
  ref?: Ref<HTMLInputElement>;
  /** What stands behind the input; it may save another text in its place. */
  after?: (saveText: (text: string) => void) => ReactNode;
}

/** A field that is checked as it is typed and saved when it is left, or with Enter. */
export function SavedTextField({ value, check, save, after, ...rest }: SavedTextFieldProps) {
  const [text, setText] = useState(value);
  const saved = useSaved();
  // What the hub itself says is never called wrong.
  const wrong = text === value ? null : check(text);

  // What the hub was told and has not said itself yet is not told twice.
  const told = useRef<string | null>(null);

  useEffect(() => {
    told.current = null;
    setText(value);
  }, [value]);

  const tell = (next: string) =>
    saved.save(async () => {
      told.current = next;
      try {
        await save(next);
      } catch (error) {
        told.current = null;
        throw error;
      }
    });
  const commit = () => {
    const next = text.trim();
    if (wrong === null && next !== value && next !== told.current) void tell(next);
  };

  return (
    <TextField
      {...rest}
      value={text}
      onText={(next) => {
        saved.clear();
        setText(next);
      }}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setText(value);
      }}
      problem={wrong ?? saved.problem}
      note={saved.note}
      after={after?.((next) => {
        setText(next);
        void tell(next);
      })}
    />
  );
}
