import { useState } from 'react';
import type { QueueCaps } from '../../../electron/contract/limits.ts';
import type { Device } from '../../../electron/contract/model.ts';
import type { QueueRow } from '../../../electron/contract/queues.ts';
import { Button } from '../../components/button.tsx';
import { Fact, Facts } from '../../components/facts.tsx';
import { Problem } from '../../components/problem.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { useApp, useAppStore } from '../../context.tsx';
import { binarySize } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { amountOf, totalOf } from '../queues/shape.ts';
import { useQueues } from '../queues/use-queues.ts';
import styles from './device-access.module.css';
import { QueueCapsDialog } from './queue-caps-dialog.tsx';

/** What waits for a device, and how much may. */
export function DeviceQueue({ device }: { device: Device }) {
  const common = useApp((state) => state.hub.limits.queue);
  const [isChanging, setChanging] = useState(false);
  const { data: queues, problem } = useQueues('messages');
  const words = strings.queues.device;
  const rows = queues?.rows.filter(({ deviceId }) => deviceId === device.id) ?? [];
  return (
    <section className={styles.part}>
      <div className={styles.head}>
        <h3>{words.title}</h3>
        <Button small onClick={() => setChanging(true)}>
          {words.change}
        </Button>
      </div>
      <Problem text={problem && (queues ? strings.queues.stale(problem) : problem)} />
      {queues && rows.length === 0 && <p className={styles.quiet}>{queues.more > 0 ? words.notListed : words.nothing}</p>}
      {rows.map((row) => (
        <Waiting key={row.clientId} row={row} />
      ))}
      <Facts>
        <Fact name={words.caps}>
          {capsInWords(device.queue ?? common)}
          <p className={styles.quiet}>{words.whose[device.queue ? 'own' : 'hub']}</p>
        </Fact>
      </Facts>
      {isChanging && <QueueCapsDialog device={device} onClose={() => setChanging(false)} />}
    </section>
  );
}

/** One of the device's client ids; most have only one. */
function Waiting({ row }: { row: QueueRow }) {
  const store = useAppStore();
  const words = strings.queues.device;
  const total = totalOf(row);
  const lost = row.dropped.full + row.dropped.expired;
  return (
    <div className={styles.head}>
      <p>
        {total.messages === 0 ? words.nothing : words.waits(amountOf(total))}
        {row.oldestAt !== null && (
          <>
            , {words.oldest} <RelativeTime at={row.oldestAt} />
          </>
        )}
        {row.inFlight > 0 && `, ${words.inFlight(row.inFlight)}`}
        {lost > 0 && `, ${words.dropped(lost)}`}
      </p>
      <Button
        small
        aria-label={words.showOf(row.clientId)}
        onClick={() => store.setState({ page: 'queues', openQueue: { clientId: row.clientId } })}
      >
        {words.show}
      </Button>
    </div>
  );
}

function capsInWords({ messages, bytes, hours, full }: QueueCaps): string {
  const words = strings.queues.device;
  const time = hours % 24 === 0 ? words.days(hours / 24) : words.hours(hours);
  return `${words.capsText(words.messages(messages), binarySize(bytes), time)}. ${words.full[full]}.`;
}
