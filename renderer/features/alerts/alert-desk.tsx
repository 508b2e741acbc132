import { useApp, useAppStore } from '../../context.tsx';
import { AlarmNote } from './alarm-note.tsx';
import { AlertDialog } from './alert-dialog.tsx';

/** What alerts need over every page: the dialog that makes one, and what they told. */
export function AlertDesk() {
  const store = useAppStore();
  const topic = useApp((state) => state.alertTopic);
  return (
    <>
      <AlarmNote />
      {topic !== null && <AlertDialog key={topic} topic={topic} onClose={() => store.setState({ alertTopic: null })} />}
    </>
  );
}
