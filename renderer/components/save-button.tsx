import { useEffect, useState } from 'react';
import { useClient } from '../context.tsx';
import { strings } from '../strings/index.ts';
import { useAction } from '../use-action.ts';
import { Button } from './button.tsx';
import { Problem } from './problem.tsx';

interface SaveButtonProps {
  fileName: string;
  /** Text, or bytes that are Base64 already. */
  content: string | { base64: string };
  label?: string;
  small?: boolean;
  children?: string;
}

const inBase64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/** A name that every system takes for a file. */
export const asFileName = (name: string): string =>
  name
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 64) || 'porchlight';

/** Asks where to put a file; the desktop writes it. */
export function SaveButton({ fileName, content, label, small = false, children = strings.access.certificates.save }: SaveButtonProps) {
  const client = useClient();
  const action = useAction();
  const [saved, setSaved] = useState(false);

  useEffect(() => {
    if (!saved) return;
    const timer = setTimeout(() => setSaved(false), 4_000);
    return () => clearTimeout(timer);
  }, [saved]);

  const save = () =>
    action.run(async () => {
      const base64 = typeof content === 'string' ? inBase64(content) : content.base64;
      const outcome = await client.call('desktop.saveFile', { suggestedName: fileName, base64 });
      setSaved(outcome.saved);
    });
  return (
    <>
      <Button small={small} busy={action.busy} aria-label={saved ? strings.access.certificates.saved : label} onClick={save}>
        {saved ? strings.access.certificates.saved : children}
      </Button>
      <Problem text={action.problem} />
    </>
  );
}
