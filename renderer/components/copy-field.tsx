import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { strings } from '../strings/index.ts';
import { Button } from './button.tsx';
import styles from './copy-field.module.css';

/** Puts the text of an input on the clipboard, also where the asynchronous way is not permitted. */
async function copyFrom(input: HTMLInputElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(input.value);
    return true;
  } catch {
    input.select();
    return document.execCommand('copy');
  }
}

/** A value to take along, with a button that copies it. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <div className={styles.row}>
      <span className={styles.label} aria-hidden="true">
        {label}
      </span>
      <input ref={input} className={styles.value} readOnly value={value} aria-label={label} onFocus={(event) => event.target.select()} />
      <Button
        small
        aria-label={copied ? strings.common.copied : strings.common.copyOf(label)}
        icon={copied ? <Check size={14} /> : <Copy size={14} />}
        onClick={async () => {
          if (input.current) setCopied(await copyFrom(input.current));
        }}
      >
        {copied ? strings.common.copied : strings.common.copy}
      </Button>
    </div>
  );
}
