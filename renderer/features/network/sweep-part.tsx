import { Search } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { Problem } from '../../components/problem.tsx';
import text from '../../components/text.module.css';
import { useApp, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './network.module.css';

/** The search that a person starts, because it asks every address. */
export function SweepPart() {
  const { running, asked, of } = useApp((state) => state.network.sweep);
  const client = useClient();
  const start = useAction();
  const words = strings.network.sweep;
  return (
    <section className={card.card} aria-labelledby="sweep-title">
      <div>
        <h2 id="sweep-title">{words.title}</h2>
        <p className={text.hint}>{words.text}</p>
      </div>
      <div className={styles.actions}>
        <Button icon={<Search size={16} />} busy={running || start.busy} onClick={() => start.run(() => client.call('network.sweep', {}))}>
          {words.start}
        </Button>
        {running && (
          <>
            <progress className={styles.progress} value={asked} max={Math.max(1, of)} aria-label={words.label} />
            <span className={text.quiet}>{words.progress(asked, of)}</span>
          </>
        )}
      </div>
      <Problem text={start.problem} />
    </section>
  );
}
