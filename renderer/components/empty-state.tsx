import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

/** What a page says while it has nothing to show: what it is for, and what to do next. */
export function EmptyState({ icon, title, text, children }: { icon: ReactNode; title: string; text: string; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <div className={styles.icon}>{icon}</div>
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  );
}
