import { useSecondsLeft } from '../../clock.ts';
import { Problem } from '../../components/problem.tsx';
import { Switch } from '../../components/switch.tsx';
import { useApp, useClient } from '../../context.tsx';
import { duration } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './inbox.module.css';

/** The port that EmonESP firmware before 3.0 connects to, whatever it is told. */
const OLD_FIRMWARE_PORT = 1_883;

/** The switch that calls EmonESP devices, with what that does to devices that are not ours. */
export function PairEmonesp() {
  const pairing = useApp((state) => state.hub.pairing);
  const broker = useApp((state) => state.hub.listeners.find((listener) => listener.name === 'mqtt'));
  const client = useClient();
  const change = useAction();
  const words = strings.inbox.pair;
  return (
    <section className={styles.panel} aria-labelledby="pair-title">
      <div className={styles.panelHead}>
        <h2 id="pair-title">{words.title}</h2>
        <Switch
          on={pairing.on}
          labelledBy="pair-title"
          describedBy="pair-text"
          onChange={(on) => change.run(() => client.call('emonesp.pair', { on }))}
        />
      </div>
      {pairing.on && pairing.until !== null && <Countdown until={pairing.until} />}
      <div id="pair-text" className={styles.details}>
        <p className={styles.quiet}>{words.text}</p>
        <p className={styles.caution}>{words.warning}</p>
        <p className={styles.quiet}>{words.advice}</p>
        {broker?.state === 'open' && broker.port !== OLD_FIRMWARE_PORT && <p className={styles.caution}>{words.otherPort(broker.port)}</p>}
      </div>
      <Problem text={change.problem} />
    </section>
  );
}

function Countdown({ until }: { until: number }) {
  return <p className={styles.on}>{strings.inbox.pair.left(duration(useSecondsLeft(until)))}</p>;
}
