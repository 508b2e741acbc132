import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { classes } from '../format.ts';
import { strings } from '../strings/index.ts';
import { Button } from './button.tsx';
import styles from './copy-field.module.css';

/** Puts the text of a field on the clipboard, also where the asynchronous way is not permitted. */
async function copyFrom(field: HTMLInputElement | HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.select();
    return document.execCommand('copy');
  }
}

interface CopyFieldProps {
  label: string;
  value: string;
  /** `line`: label beside the value. `bare`: the label is only read out. `block`: a long value on lines of its own. */
  layout?: 'line' | 'bare' | 'block';
}

/** A value to take along, with a button that copies it. */
export function CopyField({ label, value, layout = 'line' }: CopyFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  const select = (event: { target: HTMLInputElement | HTMLTextAreaElement }) => event.target.select();
  return (
    <div className={classes(styles.row, styles[layout])}>
      {layout !== 'bare' && (
        <span className={styles.label} aria-hidden="true">
          {label}
        </span>
      )}
      {layout === 'block' ? (
        <textarea
          ref={area}
          className={classes(styles.value, styles.area)}
          readOnly
          rows={3}
          value={value}
          aria-label={label}
          onFocus={select}
        />
      ) : (
        <input ref={input} className={styles.value} readOnly value={value} aria-label={label} onFocus={select} />
      )}
      <Button
        small
        aria-label={copied ? strings.common.copied : strings.common.copyOf(label)}
        icon={copied ? <Check size={14} /> : <Copy size={14} />}
        onClick={async () => {
          const field = input.current ?? area.current;
          if (field) setCopied(await copyFrom(field));
        }}
      >
        {copied ? strings.common.copied : strings.common.copy}
      </Button>
    </div>
  );
}
