import { Bell } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import text from '../../components/text.module.css';
import { useApp, useAppStore } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { AlertList } from './alert-list.tsx';
import styles from './alerts.module.css';

/** What the person wants to be told of, and what of it holds now. */
export function AlertsPanel() {
  const store = useAppStore();
  const alerts = useApp((state) => state.alerts);
  const words = strings.alerts;
  if (alerts.length === 0) {
    return (
      <EmptyState icon={<Bell size={24} />} title={words.emptyTitle} text={words.emptyText}>
        <Button onClick={() => store.setState({ topicsPart: 'live' })}>{words.goToTopics}</Button>
      </EmptyState>
    );
  }
  return (
    <div className={styles.panel}>
      <p className={text.quiet}>{words.intro}</p>
      <AlertList alerts={alerts} />
    </div>
  );
}
