import { ArrowLeft, X } from 'lucide-react';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
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

/** A list with the details of one of its lines beside it, or over it where there is no room. Escape closes the details. */
export function SplitView({ children, side, sideLabel, closeLabel, onClose }: SplitViewProps) {
  const isOpen = Boolean(side);
  const panel = useRef<HTMLElement>(null);
  const lastInList = useRef<HTMLElement | null>(null);

  const wasOpen = useRef(false);
  useLayoutEffect(() => {
    const element = panel.current;
    // Where the details cover the list, the focus must not stay below them.
    if (isOpen && element && getComputedStyle(element).position === 'absolute') element.querySelector('button')?.focus();
    // Details that took the focus with them give it back to where it came from.
    if (!isOpen && wasOpen.current && document.activeElement === document.body && lastInList.current?.isConnected)
      lastInList.current.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);

  return (
    <div className={styles.frame}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hears the Escape of the controls inside */}
      <div
        className={styles.split}
        onKeyDown={(event) => {
          if (isOpen && event.key === 'Escape' && !(event.target instanceof Element && event.target.closest('dialog'))) onClose();
        }}
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions: remembers which of the controls inside had the focus */}
        <div
          className={styles.main}
          onFocus={(event) => {
            lastInList.current = event.target;
          }}
        >
          {children}
        </div>
        {side && (
          <section ref={panel} className={styles.side} aria-label={sideLabel}>
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
