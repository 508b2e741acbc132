import { useEffect, useRef } from 'react';
import styles from './app.module.css';
import { Announcer } from './components/announcer.tsx';
import { Navigation } from './components/navigation.tsx';
import { SkipLink } from './components/skip-link.tsx';
import { useApp } from './context.tsx';
import { ActivityPage } from './features/activity/activity-page.tsx';
import { AlertDesk } from './features/alerts/alert-desk.tsx';
import { DevicesPage } from './features/devices/devices-page.tsx';
import { HelpPage } from './features/help/help-page.tsx';
import { InboxPage } from './features/inbox/inbox-page.tsx';
import { ImpostorBanner } from './features/network/impostor-banner.tsx';
import { NetworkPage } from './features/network/network-page.tsx';
import { QueuesPage } from './features/queues/queues-page.tsx';
import { SecurityPage } from './features/security/security-page.tsx';
import { SettingsPage } from './features/settings/settings-page.tsx';
import { TopicsPage } from './features/topics/topics-page.tsx';
import { RestartBanner } from './features/trouble/restart-banner.tsx';
import { StorageBanner } from './features/trouble/storage-banner.tsx';
import { useWelcomeOver } from './features/welcome/use-welcome-over.ts';
import { Welcome } from './features/welcome/welcome.tsx';
import { useFocusRescue } from './use-focus-rescue.ts';

const pages = {
  inbox: InboxPage,
  devices: DevicesPage,
  network: NetworkPage,
  topics: TopicsPage,
  queues: QueuesPage,
  activity: ActivityPage,
  security: SecurityPage,
  settings: SettingsPage,
  help: HelpPage,
};

/** The main window. */
export function App() {
  const page = useApp((state) => state.page);
  const shown = useRef(page);
  const isWelcoming = useApp((state) => state.isWelcoming);
  const Current = pages[page];
  useFocusRescue();
  useWelcomeOver();

  // A change of page that took the focus away with the old page would strand people who use the keyboard.
  useEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    if (document.activeElement === document.body) document.getElementById('page-title')?.focus();
  }, [page]);

  return (
    <div className={styles.window}>
      {isWelcoming ? (
        <Welcome />
      ) : (
        <div className={styles.app}>
          <SkipLink />
          <Navigation />
          <main className={styles.main}>
            <RestartBanner />
            <StorageBanner />
            <ImpostorBanner />
            <Current />
          </main>
        </div>
      )}
      <AlertDesk />
      <Announcer />
    </div>
  );
}
