import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Device, HubStatus } from '../contract/model.ts';
import type { Access } from './access.ts';
import type { Activity } from './activity/activity.ts';
import type { Report } from './activity/report.ts';
import type { Backups } from './backup/backups.ts';
import type { Broker } from './broker/broker.ts';
import { Clients } from './clients.ts';
import type { Clock } from './clock.ts';
import { shownDevice } from './devices/shown.ts';
import type { Network } from './discovery/network.ts';
import type { Trigger } from './discovery/trigger.ts';
import { makeHandlers } from './handlers/handlers.ts';
import { makeHelp } from './help/help.ts';
import type { LogLines } from './help/log-lines.ts';
import type { Refusals } from './help/refusals.ts';
import { systemFacts } from './help/system.ts';
import type { Keeping } from './keeping.ts';
import type { Listening } from './listening.ts';
import { systemInterfaces } from './network/interfaces.ts';
import type { Pairing } from './pairing.ts';
import type { BrokerLimits } from './settings/broker-limits.ts';
import type { HubSettings } from './settings/settings.ts';
import type { Viewing } from './viewing.ts';

export interface FacingNeeds {
  clock: Clock;
  keeping: Keeping;
  access: Access;
  broker: Broker;
  pairing: Pairing;
  network: Network;
  viewing: Viewing;
  activity: Activity;
  trigger: Trigger;
  settings: HubSettings;
  listening: Listening;
  limits: BrokerLimits;
  backups: Backups;
  refusals: Refusals;
  lines: LogLines;
  dataDir: string;
  report: Report;
  log: Logger;
  status: () => HubStatus;
  /** Ends a device's connections and forgets it everywhere. */
  revoke: (deviceId: string) => Promise<void>;
}

/** The hub's face: what clients may ask of its parts, and what they are told. */
export function makeClients(needs: FacingNeeds): Clients {
  const { clock, access, broker, pairing, network, viewing, activity, trigger, settings, listening, limits, report, log } = needs;
  const shown = (deviceId: string): Device | null => {
    const device = access.devices.get(deviceId);
    const around = {
      connected: broker.isConnected(`device:${deviceId}`),
      topics: viewing.topics.usedBy(deviceId),
      certificates: access.clientCertificates.of(deviceId),
      denials: access.denials.of(deviceId),
    };
    return device && shownDevice(device, around, clock.now());
  };
  const devices = () => access.devices.all().flatMap(({ id }) => shown(id) ?? []);
  const help = makeHelp(needs.refusals, {
    now: () => clock.now(),
    system: systemFacts,
    interfaces: systemInterfaces,
    dataDir: needs.dataDir,
    hub: needs.status,
    devices,
    access: () => access.info(),
    network: () => network.state(),
    queues: () => broker.queues.list('messages'),
    topics: () => viewing.topics.totals(),
    waiting: () => pairing.requests.list().filter(({ state }) => state === 'pending').length,
    lines: needs.lines,
  });
  const clients: Clients = new Clients({
    clock,
    handlers: needs.keeping.watch.guard(
      makeHandlers({
        now: () => clock.now(),
        random: randomBytes,
        access,
        retained: broker.retained,
        queues: broker.queues,
        requests: pairing.requests,
        push: pairing.push,
        door: pairing.door,
        network,
        topics: viewing.topics,
        messages: viewing.messages,
        alerts: viewing.alerts,
        activity,
        backups: needs.backups,
        help,
        trigger,
        settings,
        listenerSettings: listening.settings,
        limits,
        report,
        shown: (deviceId) => shown(deviceId) as Device,
        revoke: needs.revoke,
        kick: (key, why) => broker.kick(key, why),
        reopen: (which) => listening.reopen(which),
        hubChanged: () => clients.hubChanged(),
        networkChanged: () => network.refresh(),
      }),
    ),
    state: {
      hub: needs.status,
      requests: () => pairing.requests.list(),
      quieted: () => pairing.requests.quieted(),
      devices,
      device: shown,
      access: () => access.info(),
      network: () => network.state(),
      messages: () => viewing.messages.state(),
      alerts: () => viewing.alerts.state(),
    },
    watchTopics: (send) => viewing.topics.watch(send),
    fault: (call, error) => log.error({ err: error, call }, 'a call failed'),
  });
  return clients;
}
