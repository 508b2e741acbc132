import type { RetainedRow } from '../../contract/messages.ts';
import type { RetainedMessage } from '../broker/store/retained-messages.ts';
import { LIMITS } from '../limits.ts';
import { preview } from '../topics/payloads.ts';

/** What is known of a device that published something. */
export interface KnownPublisher {
  name: string;
  lastSeenAt: number | null;
  connected: boolean;
}

/** A retained message as a person is shown it. `deviceOf` answers `null` for a device that was revoked. */
export function retainedRow(message: RetainedMessage, deviceOf: (deviceId: string) => KnownPublisher | null): RetainedRow {
  const { topic, payload, at, qos, publisher: deviceId } = message;
  const device = deviceId === null ? null : deviceOf(deviceId);
  const kind = deviceId === null ? 'other' : device ? 'device' : 'revoked';
  return {
    topic,
    size: payload.length,
    at,
    qos,
    preview: preview({ payload, size: payload.length }),
    publisher: { kind, name: device?.name ?? null, deviceId },
    neverSeenAgain: device !== null && !device.connected && (device.lastSeenAt ?? 0) < at + LIMITS.sameVisitMs,
  };
}
