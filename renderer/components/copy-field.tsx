import { Check, Copy } from 'lucide-react';
import { Fragment, useEffect, useRef, useState } from 'react';
import { classes } from '../format.ts';
import { strings } from '../strings/index.ts';
import { Button, IconButton } from './button.tsx';
import styles from './copy-field.module.css';

function selectAll(element: HTMLElement): void {
  if (element instanceof HTMLInputElement) element.select();
  else getSelection()?.selectAllChildren(element);
}

/** Puts a text on the clipboard; where the asynchronous way is not permitted, from the element that shows it. */
async function copyFrom(element: HTMLElement, text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    selectAll(element);
    return document.execCommand('copy');
  }
}

/** The pieces of a command that stay on one line: its name, and each flag with its value. */
const pieces = (command: string): string[] => command.split(/ (?=-\w )/);

interface CopyFieldProps {
  label: string;
  value: string;
  /** `line`: label beside the value. `bare`: the label is only read out. `command`: a long line for a shell, which breaks only before flags. */
  layout?: 'line' | 'bare' | 'command';
}

/** A value to take along, with a button that copies it. */
export function CopyField({ label, value, layout = 'line' }: CopyFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const block = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  const select = (event: { currentTarget: HTMLElement }) => selectAll(event.currentTarget);
  const copy = async () => {
    const element = input.current ?? block.current;
    if (element) setCopied(await copyFrom(element, value));
  };
  const name = copied ? strings.common.copied : strings.common.copyOf(label);
  const icon = copied ? <Check size={14} /> : <Copy size={14} />;
  const [start, ...flags] = pieces(value);
  return (
    <div className={classes(styles.row, layout === 'command' ? styles.block : styles[layout])}>
      {layout !== 'bare' && (
        <span className={styles.label} aria-hidden="true">
          {label}
        </span>
      )}
      {layout === 'command' ? (
        <section
          ref={block}
          className={styles.command}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
          tabIndex={0}
          aria-label={label}
          onFocus={select}
        >
          {start}
          {flags.map((flag) => (
            <Fragment key={flag}>
              {' '}
              <span>{flag}</span>
            </Fragment>
          ))}
        </section>
      ) : (
        <input ref={input} className={styles.value} readOnly value={value} aria-label={label} onFocus={select} />
      )}
      {layout === 'bare' ? (
        <IconButton label={name} onClick={copy}>
          {icon}
        </IconButton>
      ) : (
        <Button small aria-label={name} icon={icon} onClick={copy}>
          {copied ? strings.common.copied : strings.common.copy}
        </Button>
      )}
    </div>
  );
}
