import { ArrowLeft, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { strings } from '../strings/index.ts';
import { IconButton } from './button.tsx';
import styles from './split-view.module.css';

interface SplitViewProps {
  children: ReactNode;
  /** Details of what is chosen; `null` when nothing is. */
  side: ReactNode;
  sideLabel: string;
  closeLabel: string;
  onClose: () => void;
}

/** A list with the details of one of its lines beside it, or over it where there is no room. */
export function SplitView({ children, side, sideLabel, closeLabel, onClose }: SplitViewProps) {
  return (
    <div className={styles.frame}>
      <div className={styles.split}>
        <div className={styles.main}>{children}</div>
        {side && (
          <section
            className={styles.side}
            aria-label={sideLabel}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && !(event.target instanceof Element && event.target.closest('dialog'))) onClose();
            }}
          >
            <div className={styles.close}>
              <IconButton label={closeLabel} onClick={onClose}>
                <ArrowLeft size={18} className={styles.backIcon} />
                <X size={18} className={styles.closeIcon} />
              </IconButton>
              <span className={styles.backWord} aria-hidden="true">
                {strings.common.back}
              </span>
            </div>
            {side}
          </section>
        )}
      </div>
    </div>
  );
}
