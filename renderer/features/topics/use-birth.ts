import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import type { TopicValue } from '../../../electron/contract/topics.ts';
import type { Client } from '../../bridge.ts';
import { useClient } from '../../context.tsx';
import { aliasFacts } from './decode/alias-facts.ts';
import { birthMemory } from './decode/birth-memory.ts';
import { type Births, birthTopics } from './decode/births.ts';
import type { Decoded } from './decode/decode.ts';
import { DECODE_LIMITS } from './decode/limits.ts';

/** Before any number that a value can have. */
const FROM_NEWEST = Number.MAX_SAFE_INTEGER;

/** The births that name the metrics of a topic of Sparkplug B; `null` as long as nobody asked for them. Follows them. */
export const useBirths = (topic: string): Births | null =>
  useSyncExternalStore(
    birthMemory.subscribe,
    useCallback(() => birthMemory.of(topic), [topic]),
  );

interface Asked {
  topic: string;
  /** The time of the value that made us ask. */
  at: number;
  /** The number of the last message that was seen. */
  seq: number | null;
  /** The numbers began anew since: a birth may have come. */
  beganAnew: boolean;
}

/**
 * Asks the hub for the births of a topic when its newest value has metrics without a name: once when the topic is chosen, and again when
 * the numbers of the messages begin anew or a metric is still without a name. `value` is the newest one, read as `decoded`.
 */
export function useAskForBirths(topic: string, value: TopicValue, decoded: Decoded): void {
  const client = useClient();
  const last = useRef<Asked | null>(null);

  useEffect(() => {
    const facts = aliasFacts(decoded);
    if (!facts) return;
    const before = last.current?.topic === topic ? last.current : null;
    const beganAnew = before !== null && (before.beganAnew || isBefore(facts.seq, before.seq));
    const isLongAgo = before !== null && Math.abs(value.at - before.at) >= DECODE_LIMITS.birthAgainMs;
    const isDue = before === null || (isLongAgo && (beganAnew || facts.hasUnnamed));
    last.current = { topic, at: isDue ? value.at : before.at, seq: facts.seq, beganAnew: beganAnew && !isDue };
    if (isDue) void askForBirths(client, topic);
  }, [client, topic, value, decoded]);
}

const isBefore = (seq: number | null, other: number | null): boolean => seq !== null && other !== null && seq < other;

/** Learns the births behind a topic from the hub. Aliases stay as they are if it does not answer. */
async function askForBirths(client: Client, topic: string): Promise<void> {
  const wanted = birthTopics(topic);
  if (!wanted) return;
  const valuesOf = async (birth: string) => (await client.call('topics.values', { topic: birth, before: FROM_NEWEST })).values;
  try {
    const [node, device] = await Promise.all([valuesOf(wanted.node), wanted.device === null ? null : valuesOf(wanted.device)]);
    birthMemory.learn(topic, node, device);
  } catch {
    // The next value asks again.
  }
}
