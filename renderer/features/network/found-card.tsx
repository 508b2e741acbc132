import type { Found } from '../../../electron/contract/network.ts';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { Fact, Facts } from '../../components/facts.tsx';
import text from '../../components/text.module.css';
import { useApp } from '../../context.tsx';
import { classes } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { brokerWords, encryptionWords, kindWords } from './found-words.ts';
import styles from './network.module.css';
import { useSeeDevice } from './use-see-device.ts';

/** One device of another make. */
export function FoundCard({ found, onConnect }: { found: Found; onConnect: () => void }) {
  const hub = useApp((state) => state.hub);
  const see = useSeeDevice();
  const { name, address, deviceId } = found;
  const words = strings.network.found;
  return (
    <li className={classes(card.card, styles.found)}>
      <div className={styles.foundText}>
        <div>
          <h2>{name}</h2>
          <p className={text.quiet}>
            {kindWords(found)} · {address}
          </p>
        </div>
        <Facts>
          <Fact name={words.broker}>{brokerWords(found)}</Fact>
          {deviceId === null && <Fact name={words.encryption}>{encryptionWords(found, hub)}</Fact>}
        </Facts>
      </div>
      <div className={styles.foundActions}>
        {deviceId === null ? (
          <Button aria-label={words.connectOf(name)} onClick={onConnect}>
            {words.connect}
          </Button>
        ) : (
          <>
            <Button aria-label={words.seeOf(name)} onClick={() => see(deviceId)}>
              {words.see}
            </Button>
            <p className={text.hint}>{words.connected}</p>
          </>
        )}
      </div>
    </li>
  );
}
