import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { BrokerLimits } from '../contract/limits.ts';
import type { Settings } from '../contract/model.ts';
import type { Access } from './access.ts';
import type { Report } from './activity/report.ts';
import { Alerts, type AlertsNeeds } from './alerts/alerts.ts';
import type { Broker, Published } from './broker/broker.ts';
import type { Clock } from './clock.ts';
import { Messages } from './messages/messages.ts';
import { AlertsTable } from './storage/alerts-table.ts';
import { SettingsTable } from './storage/settings-table.ts';
import { Topics } from './topics/topics.ts';

const MIB = 1_024 * 1_024;

export interface ViewingNeeds {
  clock: Clock;
  database: DatabaseSync;
  settings: () => Settings;
  limits: () => Readonly<BrokerLimits>;
  access: Access;
  /** The broker, which tells this part of every message. */
  broker: Pick<Broker, 'publisher' | 'retained' | 'isConnected'>;
  report: Report;
  topicUsed: (deviceId: string) => void;
  messagesChanged: () => void;
  alertsChanged: () => void;
  alarm: AlertsNeeds['alarm'];
}

/** What people see and do with messages: live topics, publishing and recording, alerts. It is told of every message that the broker accepts. */
export class Viewing {
  readonly topics: Topics;
  readonly messages: Messages;
  readonly alerts: Alerts;

  constructor(needs: ViewingNeeds) {
    const { clock, database, settings, limits, report, broker } = needs;
    const { devices } = needs.access;
    const table = new SettingsTable(database);
    this.topics = new Topics({
      clock,
      nameOf: (deviceId) => (deviceId && (devices.get(deviceId)?.name ?? devices.revokedNames.get(deviceId))) || null,
      topicUsed: needs.topicUsed,
      budgetBytes: () => settings().topicStoreMib * MIB,
      valuesPerTopic: () => settings().valuesPerTopic,
    });
    this.messages = new Messages({
      clock,
      randomId: randomUUID,
      table,
      limits,
      publisher: broker.publisher,
      retained: broker.retained,
      publisherOf: (deviceId) => {
        const device = devices.get(deviceId);
        if (!device) return { kind: 'revoked', name: devices.revokedNames.get(deviceId) };
        const { name, lastSeenAt } = device;
        return { kind: 'device', name, lastSeenAt, connected: broker.isConnected(`device:${deviceId}`) };
      },
      report,
      changed: needs.messagesChanged,
    });
    this.alerts = new Alerts({ clock, table: new AlertsTable(database), report, changed: needs.alertsChanged, alarm: needs.alarm });
  }

  start(): void {
    this.alerts.start();
  }

  /** Resolves when recordings are written. */
  async stop(): Promise<void> {
    this.alerts.stop();
    await this.messages.stop();
  }

  /** For every message that the broker accepted, so it costs next to nothing while nobody records and no alert exists. */
  published(message: Published): void {
    this.topics.record(message);
    this.messages.record(message);
    this.alerts.record(message);
  }
}
