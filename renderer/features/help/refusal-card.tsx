import { CircleCheck } from 'lucide-react';
import { useId } from 'react';
import type { Refusal } from '../../../electron/contract/help.ts';
import type { Device } from '../../../electron/contract/model.ts';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { CopyButton } from '../../components/copy-button.tsx';
import { Fact, Facts } from '../../components/facts.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import text from '../../components/text.module.css';
import { useApp, useAppStore } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { fixOf } from './fix-of.ts';
import styles from './help.module.css';

/** One who was refused: who it is as far as that is known, why, and the way out. */
export function RefusalCard({ refusal }: { refusal: Refusal }) {
  const id = useId();
  const devices = useApp((state) => state.devices);
  const device = devices.find((each) => each.id === refusal.deviceId) ?? null;
  const { address, clientId, userName, tried, count, firstAt, lastAt, settledAt } = refusal;
  const words = strings.help.refusals;
  const cause = strings.help.causes[refusal.cause];
  const who = nameOf(refusal, device);
  return (
    <li>
      <article className={card.card} aria-labelledby={`${id}-who`} aria-describedby={`${id}-why`}>
        <div>
          <h2 id={`${id}-who`} className={styles.who}>
            {who}
            {settledAt !== null && (
              <span className={styles.settled}>
                <CircleCheck size={14} /> {words.settledMark}
              </span>
            )}
          </h2>
          <p id={`${id}-why`} className={styles.why}>
            {cause.why}
          </p>
        </div>
        <Facts>
          {tried && <Fact name={words.facts.tried}>{words.tried[tried.action](tried.topic)}</Fact>}
          {address !== null && <Fact name={words.facts.address}>{address}</Fact>}
          {clientId && <Fact name={words.facts.clientId}>{clientId}</Fact>}
          {userName && <Fact name={words.facts.userName}>{userName}</Fact>}
          <Fact name={words.facts.howOften}>{words.times(count)}</Fact>
          <Fact name={words.facts.last}>
            <RelativeTime at={lastAt} />
          </Fact>
          {count > 1 && (
            <Fact name={words.facts.first}>
              <RelativeTime at={firstAt} />
            </Fact>
          )}
        </Facts>
        {settledAt === null && (
          <div className={styles.out}>
            <p>{cause.what}</p>
            <FixButton refusal={refusal} device={device} who={who} />
          </div>
        )}
        <details className={styles.said}>
          <summary>{words.said}</summary>
          <p className={text.hint}>{refusal.text}</p>
        </details>
      </article>
    </li>
  );
}

function FixButton({ refusal, device, who }: { refusal: Refusal; device: Device | null; who: string }) {
  const store = useAppStore();
  const devices = useApp((state) => state.devices);
  const authority = useApp((state) => state.access.certificates.authorityPem);
  const fix = fixOf(refusal, device, devices);
  if (!fix) return null;
  const words = strings.help.fixes;
  const label = words[fix.label];
  const { leadsTo } = fix;
  if (leadsTo === 'copy')
    return (
      <CopyButton text={authority} label={words.of(label, who)}>
        {label}
      </CopyButton>
    );
  return (
    <Button look="primary" aria-label={words.of(label, who)} onClick={() => store.setState(leadsTo)}>
      {label}
    </Button>
  );
}

/** What tells it best from others: a device's name; else what it says of itself, which proves nothing. */
function nameOf({ userName, address }: Refusal, device: Device | null): string {
  const words = strings.help.refusals;
  if (device) return device.name;
  if (userName) return words.by(userName);
  return address === null ? words.somebody : words.atAddress(address);
}
