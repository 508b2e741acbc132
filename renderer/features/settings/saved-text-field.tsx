import { useEffect, useState } from 'react';
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
  inputMode?: 'numeric';
}

/** A field that is checked as it is typed and saved when it is left, or with Enter. */
export function SavedTextField({ value, check, save, ...rest }: SavedTextFieldProps) {
  const [text, setText] = useState(value);
  const saved = useSaved();
  // What the hub itself says is never called wrong.
  const wrong = text === value ? null : check(text);

  useEffect(() => setText(value), [value]);

  const commit = () => {
    if (wrong === null && text.trim() !== value) void saved.save(() => save(text));
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
    />
  );
}
