import type { Logger } from 'pino';
import type { BrokerLimits } from '../contract/limits.ts';
import type { Access } from './access.ts';
import type { Report } from './activity/report.ts';
import { Broker, type Published } from './broker/broker.ts';
import type { Clock } from './clock.ts';
import { mayStillPublish } from './devices/subjects.ts';
import type { Keeping } from './keeping.ts';
import { words } from './words/index.ts';

export interface BrokeringNeeds {
  clock: Clock;
  keeping: Keeping;
  limits: () => Readonly<BrokerLimits>;
  access: Access;
  report: Report;
  log: Logger;
  deviceConnected(deviceId: string): void;
  deviceChanged(deviceId: string): void;
  /** Called for every message, so it must cost next to nothing. */
  published(message: Published): void;
  /** A message with so many bytes of payload was sent to a client; just as often. */
  sent(bytes: number): void;
}

/** The broker, with what it asks of the hub's other parts and what it tells them. */
export function makeBroker(needs: BrokeringNeeds): Broker {
  const { clock, keeping, limits, access, report, log } = needs;
  const { devices } = access;
  return new Broker({
    clock,
    store: keeping.store,
    limits,
    deviceOf: (clientId) => devices.clientIds.owner(clientId),
    queueCaps: (deviceId) => devices.get(deviceId)?.queue ?? null,
    mayPublish: (key, clientId, topic) => mayStillPublish(devices, key, clientId, topic, clock),
    gate: (asking) =>
      access.gate.decide(asking).catch((error: unknown) => {
        const refusal = keeping.watch.refusal(error);
        if (refusal) return refusal;
        log.error({ err: error }, 'a connection could not be decided on');
        throw error;
      }),
    report,
    connected: (subject, address, clientId) => {
      const { deviceId, name } = subject;
      if (deviceId) {
        devices.sighted(deviceId, address, clientId);
        needs.deviceConnected(deviceId);
      }
      access.moved(subject);
      report({ kind: 'connection', text: words.life.connected(name), deviceId, address });
    },
    alive: ({ deviceId }, address, clientId) => deviceId && devices.sighted(deviceId, address, clientId),
    disconnected: (subject) => {
      if (subject.deviceId) needs.deviceChanged(subject.deviceId);
      access.moved(subject);
    },
    denied: (subject, action, topic) => access.denied(subject, action, topic),
    published: needs.published,
    sent: needs.sent,
  });
}
