import type { Publishers } from '../../contract/messages.ts';
import type { RetainedMessage } from '../broker/store/retained-messages.ts';
import { LIMITS } from '../limits.ts';

/** What is known of a device that published something. */
export type KnownPublisher =
  | { kind: 'device'; name: string; lastSeenAt: number | null; connected: boolean }
  /** `null`: its name was forgotten, or never kept. */
  | { kind: 'revoked'; name: string | null };

export type PublisherOf = (deviceId: string) => KnownPublisher;
type Left = Pick<RetainedMessage, 'publisher' | 'at'>;

/**
 * Tells which retained messages one of these publishers left, as of `now`. What is known of a publisher is asked once: for one
 * look through many messages.
 */
export function leftBy(publishers: Publishers, publisherOf: PublisherOf, now: number): (message: Left) => boolean {
  if (publishers === 'all') return () => true;
  const known = new Map<string, KnownPublisher>();
  const learn = (deviceId: string): KnownPublisher => {
    const publisher = publisherOf(deviceId);
    known.set(deviceId, publisher);
    return publisher;
  };
  return ({ publisher: deviceId, at }) => {
    if (deviceId === null) return false;
    const publisher = known.get(deviceId) ?? learn(deviceId);
    return publishers === 'revoked' ? publisher.kind === 'revoked' : isGone(publisher, at, now);
  };
}

/** Whether a registered device was not connected since it published a message `at` a time that is long past. */
export function isGone(publisher: KnownPublisher, at: number, now: number): boolean {
  if (publisher.kind === 'revoked' || publisher.connected) return false;
  // What sleeps between its messages is not gone because it sleeps.
  return at + LIMITS.goneAfterMs <= now && (publisher.lastSeenAt ?? 0) < at + LIMITS.sameVisitMs;
}
