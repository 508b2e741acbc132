import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import text from '../../components/text.module.css';
import { useAppStore } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import activity from '../activity/activity.module.css';
import { ActivityLine } from '../activity/activity-line.tsx';
import { useActivity } from '../activity/use-activity.ts';
import styles from './security.module.css';

/** Who tried to come in and is none of the devices, together. */
export function RefusalsPanel() {
  const store = useAppStore();
  const { entries, more, isLoaded, problem, loadMore } = useActivity({ kinds: ['refusal'], text: '', deviceId: null });
  const older = useAction();
  const words = strings.security.refusals;
  const unknown = entries.filter(({ deviceId }) => deviceId === null);
  return (
    <>
      <div className={styles.head}>
        <p className={styles.intro}>{words.intro}</p>
        <Button onClick={() => store.setState({ page: 'activity', activityKinds: ['refusal'] })}>{words.all}</Button>
      </div>
      <Problem text={problem} />
      {isLoaded && unknown.length === 0 && <p className={text.quiet}>{more ? words.noneSoFar : words.none}</p>}
      {unknown.length > 0 && (
        <ol className={activity.list} aria-label={words.list}>
          {unknown.map((entry) => (
            <ActivityLine key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
      {more && (
        <div className={activity.more}>
          <Button busy={older.busy} onClick={() => older.run(loadMore)}>
            {strings.activity.loadMore}
          </Button>
          <Problem text={older.problem} />
        </div>
      )}
    </>
  );
}
