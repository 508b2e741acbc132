import { useRef } from 'react';
import { INITIAL_LIMITS } from '../../../electron/contract/limit-ranges.ts';
import type { BrokerLimits, QueueCaps } from '../../../electron/contract/limits.ts';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { RadioGroup } from '../../components/radio-group.tsx';
import { useApp, useAppStore, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import type { PlainLimitName, QueueLimitName } from './limit-numbers.ts';
import styles from './limits.module.css';
import { LimitsField } from './limits-field.tsx';
import { useSaved } from './use-saved.ts';

const queueLimits: readonly QueueLimitName[] = ['messages', 'bytes', 'hours'];
const groups = {
  queue: ['sessionDays'],
  connections: ['connections', 'connectionsPerAddress', 'keepAliveMinutes', 'subscriptions'],
  pace: ['messagesPerSecond', 'bytesPerSecond', 'inFlight'],
  messages: ['packetBytes', 'topicLevels', 'topicBytes', 'retainedMessages', 'retainedBytes'],
} as const satisfies Record<string, readonly PlainLimitName[]>;
const groupNames = Object.keys(groups) as (keyof typeof groups)[];

/** What the broker allows its clients. */
export function LimitsSettings() {
  const limits = useApp((state) => state.hub.limits);
  const change = useChangeLimits();
  const words = strings.limits;
  return (
    <>
      <p className={styles.intro}>{words.intro}</p>
      {groupNames.map((group) => (
        <section key={group} className={card.section} aria-labelledby={`limits-${group}`}>
          <h2 id={`limits-${group}`}>{words.groups[group]}</h2>
          {group === 'queue' && <QueueLimits queue={limits.queue} />}
          <div className={styles.fields}>
            {groups[group].map((name) => (
              <LimitsField key={name} name={name} value={limits[name]} save={(value) => change({ [name]: value })} />
            ))}
          </div>
        </section>
      ))}
    </>
  );
}

function useChangeLimits() {
  const client = useClient();
  return (limits: Partial<BrokerLimits>) => client.call('limits.change', limits);
}

/** They are saved together, so each goes with what the others are at that moment. */
function useChangeQueue() {
  const store = useAppStore();
  const change = useChangeLimits();
  return (caps: Partial<QueueCaps>) => change({ queue: { ...store.getState().hub.limits.queue, ...caps } });
}

function QueueLimits({ queue }: { queue: QueueCaps }) {
  const change = useChangeQueue();
  const fullSave = useSaved();
  const choice = useRef<HTMLDivElement>(null);
  const words = strings.limits;
  const initial = INITIAL_LIMITS.queue.full;
  const saveFull = (full: QueueCaps['full']) => fullSave.save(() => change({ full }));
  return (
    <>
      <div className={styles.fields}>
        {queueLimits.map((name) => (
          <LimitsField key={name} name={name} value={queue[name]} save={(value) => change({ [name]: value })} />
        ))}
      </div>
      <div ref={choice} className={styles.choice}>
        <RadioGroup
          label={words.full}
          value={queue.full}
          options={(['drop-oldest', 'drop-new'] as const).map((value) => ({
            value,
            label: words.fulls[value],
            hint: words.fullHints[value],
          }))}
          onChange={saveFull}
          note={fullSave.note}
          problem={fullSave.problem}
        />
        {queue.full !== initial && (
          <Button
            small
            aria-label={words.resetOf(words.full, words.fulls[initial])}
            onClick={() => {
              // The button goes away, so the focus goes to what it changed.
              choice.current?.querySelector<HTMLInputElement>(`[value="${initial}"]`)?.focus();
              void saveFull(initial);
            }}
          >
            {words.reset}
          </Button>
        )}
      </div>
    </>
  );
}
