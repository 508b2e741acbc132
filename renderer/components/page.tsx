import type { ReactNode } from 'react';
import styles from './page.module.css';

interface PageProps {
  title: string;
  intro?: ReactNode;
  actions?: ReactNode;
  /** The page fills the window and scrolls inside its parts. */
  fill?: boolean;
  children: ReactNode;
}

/** The frame of every page: one heading, what can be done, and the content. */
export function Page({ title, intro, actions, fill = false, children }: PageProps) {
  return (
    <div className={fill ? styles.filled : styles.page}>
      <header className={styles.header}>
        <div className={styles.titles}>
          <h1 id="page-title" tabIndex={-1}>
            {title}
          </h1>
          {intro && <p className={styles.intro}>{intro}</p>}
        </div>
        {actions}
      </header>
      {children}
    </div>
  );
}
