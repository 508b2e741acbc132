import { LIMITS } from '../../limits.ts';
import { FilterTree } from './filter-tree.ts';

/** One subscription of one session. */
export interface Subscriber<S> {
  readonly session: S;
  qos: number;
  /** It begins with a wildcard, which matches no topic that begins with `$` (MQTT-4.7.2-1). */
  readonly startsWild: boolean;
}

/** A session that a message is for, with the highest QoS of its subscriptions that match. */
export interface Match<S> {
  readonly session: S;
  qos: number;
}

/** Finds the sessions that a message is for. Most topics are published to again and again, so what was found is remembered. */
export class Router<S> {
  private tree = new FilterTree<Subscriber<S>>();
  private known = new Map<string, readonly Match<S>[]>();
  private knownMatches = 0;

  add(filter: string, session: S, qos: number): Subscriber<S> {
    const subscriber = { session, qos, startsWild: /^[+#]/.test(filter) };
    this.tree.add(filter, subscriber);
    this.forget();
    return subscriber;
  }

  /** The same subscription with another QoS. */
  grant(subscriber: Subscriber<S>, qos: number): void {
    subscriber.qos = qos;
    this.forget();
  }

  remove(filter: string, subscriber: Subscriber<S>): void {
    this.tree.remove(filter, subscriber);
    this.forget();
  }

  /** Each session once. */
  matches(topic: string): readonly Match<S>[] {
    const known = this.known.get(topic);
    if (known) return known;
    const found = this.find(topic);
    if (topic.length <= LIMITS.routedTopicChars) this.remember(topic, found);
    return found;
  }

  private find(topic: string): Match<S>[] {
    const isSpecial = topic.charCodeAt(0) === DOLLAR;
    const matches = new Map<S, Match<S>>();
    for (const { session, qos, startsWild } of this.tree.match(topic)) {
      if (isSpecial && startsWild) continue;
      const match = matches.get(session);
      if (!match) matches.set(session, { session, qos });
      else if (qos > match.qos) match.qos = qos;
    }
    return [...matches.values()];
  }

  private remember(topic: string, found: readonly Match<S>[]): void {
    if (this.known.size >= LIMITS.routedTopics || this.knownMatches + found.length > LIMITS.routedMatches) this.forget();
    this.known.set(topic, found);
    this.knownMatches += found.length;
  }

  private forget(): void {
    this.known.clear();
    this.knownMatches = 0;
  }
}

const DOLLAR = 36;
