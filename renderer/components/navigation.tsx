import { Activity, CircleQuestionMark, Cpu, Hourglass, Inbox, ListTree, type LucideIcon, Radar, Settings, ShieldCheck } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Page } from '../../electron/contract/desktop.ts';
import { useApp, useGoTo } from '../context.tsx';
import { classes } from '../format.ts';
import { brokerAddress, waitingRequests } from '../selectors.ts';
import { strings } from '../strings/index.ts';
import { Lantern } from './lantern.tsx';
import styles from './navigation.module.css';

const items: [Page, LucideIcon][] = [
  ['inbox', Inbox],
  ['devices', Cpu],
  ['network', Radar],
  ['topics', ListTree],
  ['queues', Hourglass],
  ['activity', Activity],
  ['security', ShieldCheck],
  ['settings', Settings],
  ['help', CircleQuestionMark],
];

/** The way between the pages: at the side, or at the bottom of a narrow window. */
export function Navigation() {
  const page = useApp((state) => state.page);
  const waiting = useApp((state) => waitingRequests(state.requests).length);
  const hub = useApp((state) => state.hub);
  const { hubName } = hub.settings;
  const goTo = useGoTo();
  const broker = hub.listeners.find((listener) => listener.name === 'mqtt');
  const isOpen = broker?.state === 'open';
  const list = useRef<HTMLUListElement>(null);
  // Where not all pages fit, the one that a link led to may be out of sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page is what the list shows as current
  useEffect(() => {
    list.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [page]);
  return (
    <nav className={styles.navigation} aria-label={strings.app.navigation}>
      <div className={styles.brand}>
        <Lantern size={26} />
        <span className={styles.names}>
          <span className={styles.product}>{strings.app.name}</span>
          {hubName !== strings.app.name && (
            <span className={styles.hub} title={hubName}>
              {hubName}
            </span>
          )}
        </span>
      </div>
      <ul ref={list} className={styles.items}>
        {items.map(([name, Icon]) => (
          <li key={name}>
            <button
              type="button"
              className={styles.item}
              aria-label={strings.pages[name]}
              aria-current={page === name ? 'page' : undefined}
              aria-describedby={name === 'inbox' && waiting > 0 ? 'inbox-waiting' : undefined}
              onClick={() => goTo(name)}
            >
              <Icon size={18} />
              <span className={styles.label}>{strings.pages[name]}</span>
            </button>
            {name === 'inbox' && waiting > 0 && (
              <span className={styles.badge} aria-hidden="true">
                {waiting}
              </span>
            )}
          </li>
        ))}
      </ul>
      <span id="inbox-waiting" hidden>
        {strings.app.waiting(waiting)}
      </span>
      <p className={styles.status}>
        <span className={classes(styles.dot, isOpen && styles.open)} />
        {isOpen ? (
          <span>
            {strings.app.brokerOpen} <span className={styles.address}>{`${brokerAddress(hub).host}:${broker.port}`}</span>
          </span>
        ) : (
          strings.app.brokerClosed
        )}
      </p>
    </nav>
  );
}
