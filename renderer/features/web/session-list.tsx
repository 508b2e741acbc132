import { useCallback, useEffect, useState } from 'react';
import { z } from 'zod';
import { WEB_PATHS, type WebSession, webSessionSchema } from '../../../electron/contract/web.ts';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import text from '../../components/text.module.css';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { webRequest } from '../../web-session.ts';
import { webProblem } from './web-problem.ts';
import styles from './web-settings.module.css';

const answered = z.object({ sessions: z.array(webSessionSchema) });

/** The browsers that are logged in; each can be logged out from here. */
export function SessionList() {
  const [sessions, setSessions] = useState<WebSession[]>([]);
  const { busy, problem, run } = useAction(webProblem);
  const words = strings.web.settings;
  const ask = useCallback(
    (method: 'GET' | 'DELETE', path: string) => run(async () => setSessions(answered.parse(await webRequest(method, path)).sessions)),
    [run],
  );
  useEffect(() => void ask('GET', WEB_PATHS.sessions), [ask]);
  return (
    <div className={styles.part}>
      <h3>{words.sessions}</h3>
      <ul className={styles.sessions}>
        {sessions.map(({ number, isThis, browser, address, lastUsedAt }) => (
          <li key={number} className={styles.session}>
            <span>
              <strong>{browser || words.unknown}</strong> {words.from(address)}
              <br />
              <span className={text.hint}>
                {isThis ? (
                  words.thisOne
                ) : (
                  <>
                    {words.lastUsed} <RelativeTime at={lastUsedAt} />
                  </>
                )}
              </span>
            </span>
            {!isThis && (
              <Button
                small
                busy={busy}
                aria-label={words.endOf(browser || words.unknown)}
                onClick={() => ask('DELETE', `${WEB_PATHS.sessions}/${number}`)}
              >
                {words.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Problem text={problem} />
    </div>
  );
}
