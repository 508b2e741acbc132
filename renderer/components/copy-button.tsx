import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { strings } from '../strings/index.ts';
import { Button } from './button.tsx';

/** Where the asynchronous way is not permitted, a field that nobody sees does it. */
function copyByField(text: string): boolean {
  const field = document.createElement('textarea');
  const focused = document.activeElement;
  field.value = text;
  // Inside the open dialog, because nothing outside of it can be selected.
  (focused?.closest('dialog') ?? document.body).append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}

/** Puts a text on the clipboard; `false` when it could not. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByField(text);
  }
}

/** Copies a text that need not be in sight. `label` names it to who cannot see what it stands beside. */
export function CopyButton({ text, label, children = strings.common.copy }: { text: string; label?: string; children?: string }) {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <Button
      small
      aria-label={copied ? strings.common.copied : label}
      icon={copied ? <Check size={14} /> : <Copy size={14} />}
      onClick={async () => setCopied(await copy(text))}
    >
      {copied ? strings.common.copied : children}
    </Button>
  );
}
