import { mqttListenerNameSchema } from '../../contract/model.ts';
import type { Access } from '../access.ts';
import type { Report } from '../activity/report.ts';
import { machineAddresses } from '../certificates/names.ts';
import type { RandomBytes } from '../clock.ts';
import type { BrokerLimits } from '../settings/broker-limits.ts';
import type { ListenerSettings } from '../settings/listener-settings.ts';
import { doorsOf, type HubSettings } from '../settings/settings.ts';
import { words } from '../words/index.ts';
import { MosquittoImport } from './mosquitto-import.ts';
import type { Surroundings } from './plan-listeners.ts';

export interface HubSide {
  now: () => number;
  random: RandomBytes;
  access: Access;
  settings: HubSettings;
  listenerSettings: ListenerSettings;
  limits: BrokerLimits;
  reopen: (which: 'all') => Promise<void>;
  hubChanged: () => void;
  report: Report;
}

/** An import into the parts of a hub. */
export function importInto(hub: HubSide): MosquittoImport {
  const { devices, bootstraps, certificates } = hub.access;
  const { listenerSettings } = hub;
  return new MosquittoImport({
    now: hub.now,
    random: hub.random,
    devices: {
      userNames: () =>
        new Map([
          ...bootstraps.list().map(({ userName }) => [userName, words.mosquitto.bootstrapHasName] as const),
          ...devices.all().map(({ userName }) => [userName, words.mosquitto.deviceHasName] as const),
        ]),
      count: () => devices.all().length,
      settle: (settlers) => devices.settle(settlers, 'mosquitto'),
    },
    certificates: {
      imported: () => certificates.info().imported.map(({ certificateFile }) => certificateFile),
      add: (files) => certificates.importFiles(files),
      remove: (id) => certificates.removeImport(id),
    },
    limits: () => hub.limits.current,
    changeLimits: (change) => hub.limits.change(change),
    listeners: {
      get: (name) => listenerSettings.get(name),
      change: (name, chosen) => listenerSettings.change(name, chosen),
      reopen: () => {
        hub.hubChanged();
        return hub.reopen('all');
      },
      surroundings: () => ({
        current: Object.fromEntries(
          mqttListenerNameSchema.options.map((name) => [name, listenerSettings.get(name)]),
        ) as Surroundings['current'],
        doors: doorsOf(hub.settings.current),
        addresses: machineAddresses(),
      }),
    },
    report: hub.report,
  });
}
