import { useEffect, useRef } from 'react';
import type { SelfCheck } from '../../../electron/contract/network.ts';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { Fact, Facts } from '../../components/facts.tsx';
import { Problem } from '../../components/problem.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import text from '../../components/text.module.css';
import { strings } from '../../strings/index.ts';
import { CheckLine } from './check-line.tsx';
import { HiddenImpostors } from './hidden-impostors.tsx';
import styles from './network.module.css';
import type { SelfCheckRun } from './use-self-check.ts';

/** Whether devices can find and reach this hub, and what to do where they cannot. Looks by itself the first time. */
export function SelfCheckPanel({ check: { result, busy, problem, run } }: { check: SelfCheckRun }) {
  const hasRun = useRef(result !== null || busy);
  const words = strings.network.check;

  useEffect(() => {
    if (hasRun.current) return;
    hasRun.current = true;
    run();
  }, [run]);

  return (
    <>
      <div className={styles.head}>
        <p className={text.quiet}>{words.intro}</p>
        <div className={styles.actions}>
          <span role="status" className={text.hint}>
            {busy && words.running}
            {!busy && result && (
              <>
                {words.at} <RelativeTime at={result.at} />
              </>
            )}
          </span>
          <Button busy={busy} onClick={run}>
            {words.run}
          </Button>
        </div>
      </div>
      <Problem text={problem} />
      {result && <Outcome result={result} />}
      <HiddenImpostors />
    </>
  );
}

function Outcome({ result: { interfaces, checks } }: { result: SelfCheck }) {
  const words = strings.network.check;
  return (
    <>
      <ul className={styles.list} aria-label={words.list}>
        {checks.map((check) => (
          <CheckLine key={check.id} check={check} />
        ))}
      </ul>
      <section className={card.card} aria-labelledby="check-interfaces">
        <h2 id="check-interfaces">{words.interfaces}</h2>
        {interfaces.length === 0 ? (
          <p className={text.quiet}>{words.noInterfaces}</p>
        ) : (
          <Facts>
            {interfaces.map(({ name, addresses }) => (
              <Fact key={name} name={name}>
                {addresses.join(', ')}
              </Fact>
            ))}
          </Facts>
        )}
      </section>
    </>
  );
}
