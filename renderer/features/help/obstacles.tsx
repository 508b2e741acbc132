import { TriangleAlert } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { ListenerProblems } from '../../components/listener-problems.tsx';
import { Problem } from '../../components/problem.tsx';
import { useApp, useClient, useGoTo } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './help.module.css';

/** What keeps every device out, whoever it is: a port that is not open, a hub that hears this computer alone, a closed door. */
export function Obstacles() {
  const { settings, door } = useApp((state) => state.hub);
  const client = useClient();
  const goTo = useGoTo();
  const open = useAction();
  const words = strings.help.obstacles;
  const { turnedAway } = door;
  const isShut = door.state === 'closed' && turnedAway !== null;
  return (
    <>
      <ListenerProblems />
      {(settings.bind === '127.0.0.1' || isShut) && (
        <ul className={styles.obstacles} aria-label={words.title}>
          {settings.bind === '127.0.0.1' && (
            <li>
              <TriangleAlert size={20} />
              <div>
                <h2>{words.alone}</h2>
                <p>{words.aloneText}</p>
              </div>
              <Button onClick={() => goTo('settings')}>{strings.help.fixes.settings}</Button>
            </li>
          )}
          {isShut && (
            <li>
              <TriangleAlert size={20} />
              <div>
                <h2>{words.closed}</h2>
                <p>{words.closedText(turnedAway.devices, turnedAway.name, turnedAway.address)}</p>
                <Problem text={open.problem} />
              </div>
              <Button
                busy={open.busy}
                onClick={async () => {
                  if (await open.run(() => client.call('door.open', {}))) goTo('inbox');
                }}
              >
                {words.open}
              </Button>
            </li>
          )}
        </ul>
      )}
    </>
  );
}
