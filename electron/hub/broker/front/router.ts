import { FilterTree } from './filter-tree.ts';

/** Who can be subscribed. */
export interface Receiver {
  /** For the router alone: the message that it found this one for last. */
  mark: number;
  /** The highest QoS of the subscriptions that matched it. */
  granted: number;
}

/** One subscription of one session. */
export interface Subscriber<R extends Receiver> {
  session: R;
  qos: number;
  /** It begins with a wildcard, which matches no topic that begins with `$` (MQTT-4.7.2-1). */
  startsWild: boolean;
}

/** Finds the sessions that a message is for. */
export class Router<R extends Receiver> {
  private matcher = new FilterTree<Subscriber<R>>();
  private lastMark = 0;

  add(filter: string, session: R, qos: number): Subscriber<R> {
    const subscriber = { session, qos, startsWild: /^[+#]/.test(filter) };
    this.matcher.add(filter, subscriber);
    return subscriber;
  }

  remove(filter: string, subscriber: Subscriber<R>): void {
    this.matcher.remove(filter, subscriber);
  }

  /** Each session once, with the highest QoS of its subscriptions that match in `granted`. */
  sessionsFor(topic: string): R[] {
    const mark = ++this.lastMark;
    const isSpecial = topic.charCodeAt(0) === 36;
    const sessions: R[] = [];
    for (const { session, qos, startsWild } of this.matcher.match(topic)) {
      if (isSpecial && startsWild) continue;
      if (session.mark !== mark) {
        session.mark = mark;
        session.granted = qos;
        sessions.push(session);
      } else if (qos > session.granted) session.granted = qos;
    }
    return sessions;
  }
}
