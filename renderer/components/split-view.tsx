import { ArrowLeft, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
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
          <Side label={sideLabel} closeLabel={closeLabel} onClose={onClose}>
            {side}
          </Side>
        )}
      </div>
    </div>
  );
}

function Side({ label, closeLabel, onClose, children }: { label: string; closeLabel: string; onClose: () => void; children: ReactNode }) {
  const section = useRef<HTMLElement>(null);

  useEffect(() => {
    const element = section.current;
    const opener = document.activeElement;
    // Where the details cover the list, the focus must not stay below them.
    if (element && getComputedStyle(element).position === 'absolute') element.querySelector('button')?.focus();
    return () => {
      if (document.activeElement === document.body && opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);

  return (
    <section
      ref={section}
      className={styles.side}
      aria-label={label}
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
      {children}
    </section>
  );
}
