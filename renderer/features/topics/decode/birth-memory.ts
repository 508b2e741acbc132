import type { TopicValue } from '../../../../electron/contract/topics.ts';
import { type Birth, type Births, readBirth } from './births.ts';
import { DECODE_LIMITS } from './limits.ts';

/** The births behind the topics of Sparkplug B that were looked at last: few topics, and few births of each. */
export class BirthMemory {
  readonly #byTopic = new Map<string, Births>();
  readonly #listeners = new Set<() => void>();
  readonly #most: Record<'birthTopics' | 'birthAliases', number>;
  #latest = '';

  constructor(most: Record<'birthTopics' | 'birthAliases', number> = DECODE_LIMITS) {
    this.#most = most;
  }

  /** What is known of a data or command topic; `null` if nothing was learned of it. The same object as long as nothing new is. */
  of(topic: string): Births | null {
    const known = this.#byTopic.get(topic);
    if (known && this.#latest !== topic) this.#keep(topic, known);
    return known ?? null;
  }

  /** Takes in the births that the hub holds, newest first; none is knowledge too. `device`: `null` for a topic of the node itself. */
  learn(topic: string, node: TopicValue[], device: TopicValue[] | null): void {
    const known = this.#byTopic.get(topic);
    const births = { node: withNew(node, known?.node), device: device && withNew(device, known?.device) };
    if (known && births.node === known.node && births.device === known.device) return;
    this.#keep(topic, births);
    this.#tidy();
    for (const listener of this.#listeners) listener();
  }

  /** Calls the listener after something new was learned. Returns the function that ends it. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #keep(topic: string, births: Births): void {
    this.#byTopic.delete(topic);
    this.#byTopic.set(topic, births);
    this.#latest = topic;
  }

  /** Forgets the topics that were looked at longest ago, as far as there are too many of them, or of their aliases. */
  #tidy(): void {
    let room = this.#most.birthAliases;
    for (const [index, [topic, births]] of [...this.#byTopic].toReversed().entries()) {
      room -= aliasCount(births);
      if (index >= this.#most.birthTopics || (index > 0 && room < 0)) this.#byTopic.delete(topic);
    }
  }
}

/** What this window has learned: every view of a topic, and every chart, names its metrics alike. */
export const birthMemory = new BirthMemory();

const aliasCount = ({ node, device }: Births): number =>
  [...node, ...(device ?? [])].reduce((sum, { aliases }) => sum + (typeof aliases === 'object' ? aliases.size : 0), 0);

const NONE: readonly Birth[] = [];

/** The births known before and those that are new, newest first. What the hub holds no more is still true of the values of its time. */
function withNew(values: TopicValue[], known: readonly Birth[] | null = NONE): readonly Birth[] {
  const before = known ?? NONE;
  const fresh = values
    .slice(0, DECODE_LIMITS.birthsOfTopic)
    .filter((value) => !before.some(({ seq, at }) => seq === value.seq && at === value.at))
    .map(readBirth);
  if (fresh.length === 0) return before;
  return [...fresh, ...before].sort((one, other) => other.at - one.at || other.seq - one.seq).slice(0, DECODE_LIMITS.birthsOfTopic);
}
