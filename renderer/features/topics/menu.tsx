import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react';
import styles from './menu.module.css';

export interface MenuItem {
  label: string;
  act: () => void;
  /** The first of a group that belongs together. */
  startsGroup?: boolean;
}

/** Where a menu opens: its upper left corner, in pixels of the window. */
export interface MenuPlace {
  left: number;
  bottom: number;
}

interface MenuProps {
  label: string;
  items: MenuItem[];
  at: MenuPlace;
  onClose: () => void;
}

/** Room kept between the menu and the edge of the window. */
const EDGE = 8;

/**
 * What can be done with one thing, over everything else. Arrow keys, Home, End and first letters go from item to item;
 * Escape, Tab or a click beside it closes it, and the focus goes back to where it came from.
 */
export function Menu({ label, items, at, onClose }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useLayoutEffect(() => {
    const opener = document.activeElement;
    menu.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);

  useLayoutEffect(() => {
    const element = menu.current;
    if (!element) return;
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(EDGE, Math.min(at.left, innerWidth - width - EDGE))}px`;
    element.style.top = `${Math.max(EDGE, Math.min(at.bottom, innerHeight - height - EDGE))}px`;
  }, [at]);

  useEffect(() => {
    const beside = (event: Event) => {
      if (!(event.target instanceof Node && menu.current?.contains(event.target))) close.current();
    };
    const away = () => close.current();
    document.addEventListener('pointerdown', beside, true);
    addEventListener('resize', away);
    addEventListener('blur', away);
    return () => {
      document.removeEventListener('pointerdown', beside, true);
      removeEventListener('resize', away);
      removeEventListener('blur', away);
    };
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    // The keys of the page beneath are not meant.
    event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      onClose();
      return;
    }
    const all = [...(menu.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
    const to = nextItem(
      event.key,
      all.indexOf(document.activeElement as HTMLElement),
      items.map((item) => item.label),
    );
    if (to === null) return;
    event.preventDefault();
    all[to]?.focus();
  };

  return (
    <div
      ref={menu}
      role="menu"
      tabIndex={-1}
      aria-label={label}
      className={styles.menu}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => event.preventDefault()}
    >
      {items.map((item) => (
        <button
          key={item.label}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className={styles.item}
          data-group={item.startsGroup || undefined}
          onClick={() => {
            onClose();
            item.act();
          }}
        >
          {item.label}
        </button>
      ))}
    </div>
  );
}

/** Which item a key goes to; `null` if the key does nothing here. */
export function nextItem(key: string, at: number, labels: string[]): number | null {
  const count = labels.length;
  const step = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1 }[key];
  if (step !== undefined) return (step + count) % count;
  if (key.length !== 1 || key === ' ') return null;
  const turn = Array.from({ length: count }, (_, index) => (at + 1 + index) % count);
  return turn.find((index) => labels[index]?.toLowerCase().startsWith(key.toLowerCase())) ?? null;
}
