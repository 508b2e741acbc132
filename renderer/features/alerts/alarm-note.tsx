import { BellRing, X } from 'lucide-react';
import { Button, IconButton } from '../../components/button.tsx';
import { useApp, useAppStore } from '../../context.tsx';
import { classes } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import styles from './alerts.module.css';

/** What alerts told last, over every page and read out, until the person closes it. */
export function AlarmNote() {
  const store = useAppStore();
  const alarms = useApp((state) => state.alarms);
  const words = strings.alerts;
  const close = () => store.setState({ alarms: [] });
  const show = () => {
    close();
    store.setState({ page: 'topics', topicsPart: 'alerts' });
  };
  return (
    <div className={classes(styles.note, alarms.length > 0 && styles.shown)}>
      {/* Always there, because what comes with its list is not read out. */}
      <ul className={styles.told} aria-label={words.told} aria-live="polite" aria-relevant="additions">
        {alarms.map(({ id, text }) => (
          <li key={`${id} ${text}`}>
            <BellRing size={16} aria-hidden />
            <span>{text}</span>
          </li>
        ))}
      </ul>
      {alarms.length > 0 && (
        <div className={styles.answers}>
          <Button small onClick={show}>
            {words.show}
          </Button>
          <IconButton label={words.close} onClick={close}>
            <X size={16} />
          </IconButton>
        </div>
      )}
    </div>
  );
}
