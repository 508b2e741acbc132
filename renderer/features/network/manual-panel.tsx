import { useEffect, useState } from 'react';
import type { Manual } from '../../../electron/contract/network.ts';
import card from '../../components/card.module.css';
import { CopyField } from '../../components/copy-field.tsx';
import { Problem } from '../../components/problem.tsx';
import { QrCode } from '../../components/qr-code.tsx';
import text from '../../components/text.module.css';
import { useApp, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './network.module.css';

/** What to type into a device that does not find the hub by itself. */
export function ManualPanel() {
  const client = useClient();
  const hub = useApp((state) => state.hub);
  const beacon = useApp((state) => state.network.beacon);
  const [manual, setManual] = useState<Manual | null>(null);
  const { problem, run } = useAction();
  const words = strings.network.manual;

  // The answer is another one whenever the hub's state is: its addresses, its port.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `hub` is what asks anew
  useEffect(() => {
    let isOver = false;
    void run(async () => {
      const answer = await client.call('network.manual', {});
      if (!isOver) setManual(answer);
    });
    return () => {
      isOver = true;
    };
  }, [client, run, hub]);

  return (
    <section className={card.card} aria-labelledby="manual-title">
      <div>
        <h2 id="manual-title">{words.title}</h2>
        <p className={text.hint}>{words.intro}</p>
      </div>
      <Problem text={problem} />
      {manual && (
        <>
          {manual.port === null && <p className={text.warning}>{words.closed}</p>}
          <div className={styles.manual}>
            <div className={styles.values}>
              <CopyField label={words.address} value={manual.address} />
              {beacon.state === 'on' && beacon.problem === null && <CopyField label={words.hostName} value={beacon.hostName} />}
              {manual.port !== null && <CopyField label={words.port} value={String(manual.port)} />}
              <CopyField label={words.hubId} value={manual.hubId} />
              <CopyField layout="command" label={words.fingerprint} value={manual.fingerprint} />
            </div>
            {manual.uri !== null && (
              <div className={styles.qr}>
                <QrCode text={manual.uri} label={words.qr} />
                <p className={text.hint}>{words.qrText}</p>
              </div>
            )}
          </div>
        </>
      )}
    </section>
  );
}
