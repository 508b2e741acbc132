import type { HubStatus } from '../contract/model.ts';
import type { ReadyLine } from '../contract/start.ts';
import type { Trigger } from './discovery/trigger.ts';
import type { Listening } from './listening.ts';
import { systemAddresses } from './network/addresses.ts';
import type { JoinWindow } from './pairing/join-window.ts';
import type { BrokerLimits } from './settings/broker-limits.ts';
import type { HubSettings } from './settings/settings.ts';
import type { StorageHealth } from './storage/health.ts';

/** What tells of the hub as a whole. */
export interface StatusParts {
  id: string;
  version: string;
  startedAt: number;
  settings: HubSettings;
  limits: BrokerLimits;
  listening: Listening;
  trigger: Trigger;
  door: JoinWindow;
  health: StorageHealth;
  /** The pages for browsers; `null` where none are served. */
  web: { port: number | null } | null;
}

/** The hub as a whole, for clients. */
export function statusOf({ id, version, startedAt, settings, limits, listening, trigger, door, health }: StatusParts): HubStatus {
  return {
    id,
    version,
    startedAt,
    addresses: addressesOf(settings),
    listeners: listening.all(),
    pairing: trigger.state(),
    door: door.state(),
    settings: settings.current,
    limits: limits.current,
    storage: health.state(),
  };
}

/** What is printed when everything listens. */
export function readyLineOf({ id, version, settings, listening, trigger, web }: StatusParts): ReadyLine {
  const ports = { ...listening.openPorts(), trigger: trigger.port, web: web?.port ?? null };
  const address = addressesOf(settings)[0] ?? '127.0.0.1';
  return { version, hub: id, ...ports, bind: settings.current.bind, address };
}

function addressesOf({ current }: HubSettings): string[] {
  const loopback = current.bind === '127.0.0.1';
  return systemAddresses()
    .filter((local) => local.loopback === loopback)
    .map((local) => local.address);
}
