import type { UpdateState } from '../../../electron/contract/desktop.ts';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { Problem } from '../../components/problem.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import text from '../../components/text.module.css';
import { useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './settings.module.css';
import { useUpdateState } from './use-update-state.ts';

/** Whether there is a newer version, and the steps to it, each taken by the person. */
export function UpdatesPart() {
  const { update, problem } = useUpdateState();
  const words = strings.settings;
  return (
    <section className={card.section} aria-labelledby="settings-updates">
      <h3 id="settings-updates">{words.items.updates.label}</h3>
      <Problem text={problem} />
      {update && <UpdateSteps update={update} />}
    </section>
  );
}

function UpdateSteps({ update }: { update: UpdateState }) {
  const client = useClient();
  const action = useAction();
  const words = strings.settings.updates;
  const { state, fetched, checkedAt } = update;
  const isBusy = action.busy || state === 'looking' || state === 'fetching';
  return (
    <>
      <div>
        {/* Read out when it changes; the part that was fetched only at each tenth. */}
        <p role="status">{inWords(update)}</p>
        {checkedAt !== null && state !== 'looking' && (
          <p className={text.hint}>
            {words.checked} <RelativeTime at={checkedAt} />
          </p>
        )}
      </div>
      {state === 'fetching' && <progress className={styles.progress} aria-label={words.progress} value={fetched ?? undefined} />}
      <div className={styles.actions}>
        {state === 'available' && (
          <Button look="primary" busy={isBusy} onClick={() => action.run(() => client.call('desktop.fetchUpdate', {}))}>
            {words.fetch}
          </Button>
        )}
        {state === 'ready' && (
          <Button look="primary" busy={isBusy} onClick={() => action.run(() => client.call('desktop.installUpdate', {}))}>
            {words.install}
          </Button>
        )}
        {state !== 'ready' && (
          <Button busy={isBusy} onClick={() => action.run(() => client.call('desktop.lookForUpdate', {}))}>
            {words.look}
          </Button>
        )}
      </div>
      {state === 'ready' && <p className={text.hint}>{words.installHint}</p>}
      <Problem text={action.problem} />
    </>
  );
}

function inWords({ state, version, fetched, problem }: UpdateState): string {
  const words = strings.settings.updates.states;
  switch (state) {
    case 'available':
    case 'ready':
      return words[state](version ?? '');
    case 'fetching':
      return words.fetching(Math.floor((fetched ?? 0) * 10) * 10);
    case 'failed':
      return words.failed(problem ?? strings.settings.updates.failedUnknown);
    default:
      return words[state];
  }
}
