import styles from './problem.module.css';

/** What went wrong, in place, and read out. */
export function Problem({ text, id }: { text: string | null; id?: string }) {
  if (!text) return null;
  return (
    <p className={styles.problem} role="alert" id={id}>
      {text}
    </p>
  );
}
