import type { RetainedRow } from '../../contract/messages.ts';
import type { RetainedMessage } from '../broker/store/retained-messages.ts';
import { preview } from '../topics/payloads.ts';
import { isGone, type PublisherOf } from './publishers.ts';

/** A retained message as a person is shown it at the time `now`. */
export function retainedRow(message: RetainedMessage, publisherOf: PublisherOf, now: number): RetainedRow {
  const { topic, payload, at, qos, publisher: deviceId } = message;
  const publisher = deviceId === null ? null : publisherOf(deviceId);
  return {
    topic,
    size: payload.length,
    at,
    qos,
    preview: preview({ payload, size: payload.length }),
    publisher: { kind: publisher?.kind ?? 'other', name: publisher?.name ?? null, deviceId },
    neverSeenAgain: publisher !== null && isGone(publisher, at, now),
  };
}
