import { classes } from '../format.ts';
import styles from './code-block.module.css';

interface CodeBlockProps {
  label: string;
  value: string;
  /** For commands of one long line: breaks it where it has to. */
  wrap?: boolean;
}

/** Text for another program, as it is. Reachable by keyboard, because it scrolls. */
export function CodeBlock({ label, value, wrap = false }: CodeBlockProps) {
  return (
    <section
      className={classes(styles.block, wrap && styles.wrap)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={label}
    >
      <pre>{value}</pre>
    </section>
  );
}
