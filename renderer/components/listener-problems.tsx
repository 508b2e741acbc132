import { TriangleAlert } from 'lucide-react';
import { useApp, useClient } from '../context.tsx';
import { strings } from '../strings/index.ts';
import { useAction } from '../use-action.ts';
import { Button } from './button.tsx';
import styles from './listener-problems.module.css';
import { Problem } from './problem.tsx';

/** Says which port could not be opened, why, and what to do about it. Nothing when all is well. */
export function ListenerProblems() {
  const listeners = useApp((state) => state.hub.listeners);
  const client = useClient();
  const retry = useAction();
  const failed = listeners.filter((listener) => listener.state === 'failed');
  if (failed.length === 0) return null;
  return (
    <section className={styles.banner} aria-label={strings.listeners.problems}>
      <TriangleAlert size={20} className={styles.icon} />
      <div className={styles.body}>
        {failed.map(({ name, port, problem }) => (
          <div key={name}>
            <h2>{strings.listeners.failed(strings.listeners.names[name], port)}</h2>
            {problem && (
              <p>
                {problem.message} {problem.owner && !problem.message.includes(problem.owner) && strings.listeners.heldBy(problem.owner)}{' '}
                {problem.remedy}
              </p>
            )}
          </div>
        ))}
        <Problem text={retry.problem} />
      </div>
      <Button busy={retry.busy} onClick={() => retry.run(() => client.call('listeners.retry', {}))}>
        {strings.listeners.retry}
      </Button>
    </section>
  );
}
