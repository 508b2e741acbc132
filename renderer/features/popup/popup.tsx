import { useEffect } from 'react';
import type { Request } from '../../../electron/contract/model.ts';
import { Button } from '../../components/button.tsx';
import { Lantern } from '../../components/lantern.tsx';
import { Problem } from '../../components/problem.tsx';
import { useApp, useClient } from '../../context.tsx';
import { waitingRequests } from '../../selectors.ts';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { useClickGuard } from '../inbox/use-click-guard.ts';
import styles from './popup.module.css';

const REQUESTS_SHOWN = 3;

/** The small window that appears while the main one is hidden. */
export function Popup() {
  const notice = useApp((state) => state.notice);
  const requests = useApp((state) => state.requests);
  const client = useClient();
  const words = strings.popup;
  const waiting = waitingRequests(requests);
  const shown = waiting.slice(0, REQUESTS_SHOWN);
  const guarded = useClickGuard(shown.map((request) => request.id).join());
  const more = waiting.length - shown.length;

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') window.close();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);

  return (
    <main className={styles.popup}>
      <header className={styles.header}>
        <Lantern size={20} />
        <h1 className={styles.title}>{notice?.title ?? words.title}</h1>
      </header>
      {notice ? (
        <>
          <p className={styles.body}>{notice.text}</p>
          <footer className={styles.footer}>
            <Button look="primary" onClick={() => window.close()}>
              {words.ok}
            </Button>
          </footer>
        </>
      ) : (
        <>
          <div className={styles.body} aria-live="polite">
            {shown.length === 0 && <p>{words.nothing}</p>}
            {shown.map((request) => (
              <Knock key={request.id} request={request} guarded={guarded} />
            ))}
          </div>
          <footer className={styles.footer}>
            {more > 0 && <span className={styles.quiet}>{words.more(more)}</span>}
            <Button small look="quiet" onClick={() => client.call('desktop.open', { page: 'inbox' }).catch(() => undefined)}>
              {words.open}
            </Button>
          </footer>
        </>
      )}
    </main>
  );
}

function Knock({ request, guarded }: { request: Request; guarded: boolean }) {
  const client = useClient();
  const decide = useAction();
  const decision = (name: 'requests.allow' | 'requests.deny') => ({
    'aria-disabled': guarded || decide.busy || undefined,
    onClick: (event: React.MouseEvent) => {
      if (decide.busy || (guarded && event.detail > 0)) return;
      void decide.run(() => client.call(name, { id: request.id }));
    },
  });
  return (
    <article className={styles.knock} aria-label={request.name}>
      <div className={styles.who}>
        <h2 className={styles.name} title={request.name}>
          {request.name}
        </h2>
        <p className={styles.quiet}>
          {strings.popup.wouldLike} · {request.address}
        </p>
        <Problem text={decide.problem} />
      </div>
      {request.proof === 'none' ? (
        <Button look="primary" title={strings.inbox.allowHint} {...decision('requests.allow')}>
          {strings.inbox.allow}
        </Button>
      ) : (
        <Button
          look="primary"
          title={strings.door.lookHint}
          onClick={() => decide.run(() => client.call('desktop.open', { page: 'inbox', requestId: request.id }))}
        >
          {strings.door.look[request.proof]}
        </Button>
      )}
      <Button title={strings.inbox.denyHint} {...decision('requests.deny')}>
        {strings.inbox.deny}
      </Button>
    </article>
  );
}
