import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import text from '../../components/text.module.css';
import { useApp, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './impostor-banner.module.css';

/** Machines that the person knows, with the way back to being warned of them. */
export function HiddenImpostors() {
  const hidden = useApp((state) => state.network.impostors).filter((impostor) => impostor.hidden);
  const client = useClient();
  const show = useAction();
  if (hidden.length === 0) return null;
  const words = strings.network.impostors;
  return (
    <section aria-labelledby="hidden-impostors">
      <h2 id="hidden-impostors">{words.hiddenTitle}</h2>
      <ul className={styles.list}>
        {hidden.map(({ id, kind, address, claim }) => (
          <li key={id} className={styles.row}>
            <p className={text.quiet}>
              {address} {words.kinds[kind].what(claim)}
            </p>
            <Button small title={address} onClick={() => show.run(() => client.call('network.hideImpostor', { id, hidden: false }))}>
              {words.show}
            </Button>
          </li>
        ))}
      </ul>
      <Problem text={show.problem} />
    </section>
  );
}
