import type { Device } from '../../contract/model.ts';
import type { Access } from '../access.ts';
import type { Activity } from '../activity/activity.ts';
import type { Report } from '../activity/report.ts';
import type { Alerts } from '../alerts/alerts.ts';
import type { Backups } from '../backup/backups.ts';
import type { Queues } from '../broker/queues.ts';
import type { Retained } from '../broker/retained.ts';
import type { RandomBytes } from '../clock.ts';
import type { Network } from '../discovery/network.ts';
import type { Trigger } from '../discovery/trigger.ts';
import type { Help } from '../help/help.ts';
import type { Messages } from '../messages/messages.ts';
import type { Push } from '../pairing/emonesp/push.ts';
import type { JoinWindow } from '../pairing/join-window.ts';
import type { Requests } from '../pairing/requests.ts';
import type { BrokerLimits } from '../settings/broker-limits.ts';
import type { ListenerSettings } from '../settings/listener-settings.ts';
import type { HubSettings } from '../settings/settings.ts';
import type { Topics } from '../topics/topics.ts';

export interface HandlersNeeds {
  now: () => number;
  random: RandomBytes;
  access: Access;
  retained: Retained;
  queues: Queues;
  requests: Requests;
  activity: Activity;
  backups: Backups;
  help: Help;
  trigger: Trigger;
  push: Push;
  door: JoinWindow;
  topics: Topics;
  messages: Messages;
  alerts: Alerts;
  network: Network;
  settings: HubSettings;
  listenerSettings: ListenerSettings;
  limits: BrokerLimits;
  report: Report;
  shown: (id: string) => Device;
  /** Ends a device's connections and forgets it everywhere; it may not come back by a bootstrap credential. */
  revoke: (id: string) => Promise<void>;
  /** Ends connections; see `Broker.kick`. */
  kick: (key: string, why: string) => Promise<void>;
  reopen: (which: 'all' | 'failed') => Promise<void>;
  hubChanged: () => void;
  /** What the hub tells the network of itself may be different now. */
  networkChanged: () => void;
}
