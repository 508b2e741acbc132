import type { QueueDrops, QueueRow, QueueShape, Queues } from '../../../electron/contract/queues.ts';
import { Button } from '../../components/button.tsx';
import { Fact, Facts } from '../../components/facts.tsx';
import { OnlineState } from '../../components/online-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { useApp, useAppStore } from '../../context.tsx';
import { wholeNumber } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { QueueTopics } from './queue-topics.tsx';
import styles from './queues.module.css';
import type { RemovalAsked } from './remove-dialog.tsx';
import { amountOf, type ShapeBy, totalOf } from './shape.ts';

interface QueueDetailsProps {
  /** `null`: of all clients together. */
  clientId: string | null;
  queues: Queues;
  by: ShapeBy;
  /** What was removed just now, in words. */
  removed: string | null;
  onRemove: (removal: RemovalAsked) => void;
}

/** One queue, or all of them together: what waits, what was lost, and what can be removed. */
export function QueueDetails({ clientId, queues, by, removed, onRemove }: QueueDetailsProps) {
  const row = queues.rows.find((each) => each.clientId === clientId);
  const device = useApp((state) => state.devices.find(({ id }) => id === row?.deviceId));
  const words = strings.queues;
  const title = clientId === null ? words.all : (device?.name ?? clientId);
  const who = clientId === null ? words.everyone : title;
  const ask = (kind: 'keep' | 'older' | 'all') => onRemove({ clientId, who, kind });

  return (
    <div className={styles.details}>
      <header>
        <h2 className={styles.title}>{title}</h2>
        {row && <OnlineState online={row.connected} />}
      </header>
      {clientId === null ? (
        <QueueFacts shape={queues.totals} inFlight={queues.totals.inFlight} dropped={queues.dropped} />
      ) : (
        <QueueFacts
          shape={row}
          inFlight={row?.inFlight ?? 0}
          dropped={row?.dropped ?? noDrops}
          row={row}
          clientId={clientId}
          device={device}
        />
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in */}
      <div role="group" className={styles.actions} aria-label={words.actionsOf(who)}>
        <Button small onClick={() => ask('keep')}>
          {words.actions.trim}
        </Button>
        <Button small onClick={() => ask('older')}>
          {words.actions.expire}
        </Button>
        <Button small look="danger" onClick={() => ask('all')}>
          {words.actions.purge}
        </Button>
      </div>
      <p role="status" className={styles.removed}>
        {removed}
      </p>
      {clientId !== null && (
        <QueueTopics clientId={clientId} by={by} onPurge={(topic) => onRemove({ clientId, who, kind: 'topic', topic })} />
      )}
    </div>
  );
}

const noDrops: QueueDrops = { full: 0, expired: 0, lastAt: null };

interface QueueFactsProps {
  shape: QueueShape | undefined;
  inFlight: number;
  dropped: QueueDrops;
  row?: QueueRow | undefined;
  clientId?: string;
  device?: { id: string; name: string } | undefined;
}

function QueueFacts({ shape, inFlight, dropped, row, clientId, device }: QueueFactsProps) {
  const store = useAppStore();
  const { facts, openDevice, unknownDevice, none } = strings.queues;
  const waiting = shape && totalOf(shape);
  return (
    <Facts>
      {clientId !== undefined && (
        <Fact name={facts.device}>
          {device ? (
            <Button small onClick={() => store.setState({ page: 'devices', openDeviceId: device.id })}>
              {openDevice(device.name)}
            </Button>
          ) : (
            unknownDevice
          )}
        </Fact>
      )}
      {clientId !== undefined && (
        <Fact name={facts.clientId}>
          <code>{clientId}</code>
        </Fact>
      )}
      <Fact name={facts.waiting}>{waiting && waiting.messages > 0 ? amountOf(waiting) : none}</Fact>
      {row && row.oldestAt !== null && (
        <Fact name={facts.oldest}>
          <RelativeTime at={row.oldestAt} />
        </Fact>
      )}
      <Fact name={facts.inFlight}>{wholeNumber(inFlight)}</Fact>
      <Fact name={facts.droppedFull}>{wholeNumber(dropped.full)}</Fact>
      <Fact name={facts.droppedExpired}>{wholeNumber(dropped.expired)}</Fact>
      {dropped.lastAt !== null && (
        <Fact name={facts.lastDropped}>
          <RelativeTime at={dropped.lastAt} />
        </Fact>
      )}
    </Facts>
  );
}
