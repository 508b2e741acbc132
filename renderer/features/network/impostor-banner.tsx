import { ShieldAlert } from 'lucide-react';
import banner from '../../components/banner.module.css';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { useApp, useClient } from '../../context.tsx';
import { fullTime } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './impostor-banner.module.css';

/** Warns, over every page and for as long as it lasts, of other machines that pass for this hub. Nothing when there are none. */
export function ImpostorBanner() {
  const impostors = useApp((state) => state.network.impostors).filter(({ hidden }) => !hidden);
  const client = useClient();
  const hide = useAction();
  if (impostors.length === 0) return null;
  const words = strings.network.impostors;
  return (
    <div className={banner.banner} role="alert">
      <ShieldAlert size={20} className={banner.icon} aria-hidden />
      <div className={banner.body}>
        <p className={banner.title}>{words.title}</p>
        <ul className={styles.list}>
          {impostors.map(({ id, kind, address, claim, firstAt }) => (
            <li key={id} className={styles.row}>
              <div>
                <p>
                  <strong>{address}</strong> {words.kinds[kind].what(claim)}{' '}
                  <span className={styles.since}>{words.since(fullTime(firstAt))}</span>
                </p>
                <p>
                  {words.kinds[kind].means} {words.kinds[kind].remedy}
                </p>
              </div>
              {kind !== 'id' && (
                <Button
                  small
                  title={words.hideHint}
                  onClick={() => hide.run(() => client.call('network.hideImpostor', { id, hidden: true }))}
                >
                  {words.hide}
                </Button>
              )}
            </li>
          ))}
        </ul>
        <Problem text={hide.problem} />
      </div>
    </div>
  );
}
