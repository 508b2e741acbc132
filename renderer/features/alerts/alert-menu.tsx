import { Bell } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { useAppStore } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { startAlert } from './start-alert.ts';

/** The way from a topic to an alert on it. */
export function AlertMenu({ topic }: { topic: string }) {
  const store = useAppStore();
  return (
    <Button small icon={<Bell size={14} />} onClick={() => startAlert(store, topic)}>
      {strings.alerts.menu}
    </Button>
  );
}
