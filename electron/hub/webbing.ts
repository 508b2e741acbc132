import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { DatabaseSync } from 'node:sqlite';
import type { Logger } from 'pino';
import type { HubFace } from '../contract/client.ts';
import type { Language } from '../contract/language.ts';
import type { HubStatus } from '../contract/model.ts';
import type { WebLink, WebOptions } from '../contract/start.ts';
import type { Access } from './access.ts';
import type { Report } from './activity/report.ts';
import type { Broker } from './broker/broker.ts';
import { dnsNames, machineAddresses } from './certificates/names.ts';
import type { Clock } from './clock.ts';
import type { Keeping } from './keeping.ts';
import { systemAddresses } from './network/addresses.ts';
import type { Pairing } from './pairing.ts';
import { faultsOf, figuresOf } from './web/figures.ts';
import type { Meter } from './web/meter.ts';
import { metricsText } from './web/metrics.ts';
import { Web } from './web/web.ts';

export interface WebbingNeeds {
  options: WebOptions;
  language: Language;
  hubId: string;
  version: string;
  dataDir: string;
  database: DatabaseSync;
  clock: Clock;
  keeping: Keeping;
  access: Access;
  broker: Broker;
  pairing: Pairing;
  face: HubFace;
  /** The name that devices are told to connect to. */
  hostName: () => string;
  status: () => HubStatus;
  meter: Meter;
  report: Report;
  log: Logger;
  link: (link: WebLink) => void;
}

/** The pages for browsers, with what they ask of the hub's other parts. */
export function makeWeb(needs: WebbingNeeds): Web {
  const { clock, access, broker, pairing, status, meter, log } = needs;
  const web: Web = new Web({
    ...needs,
    random: randomBytes,
    attempt: needs.keeping.watch.attempt,
    tls: access.certificates,
    names: () => ({ dns: dnsNames(hostname(), needs.hostName()), addresses: machineAddresses() }),
    address: () => systemAddresses().find(({ loopback }) => !loopback)?.address ?? '127.0.0.1',
    metrics: async () =>
      metricsText(
        await figuresOf({
          now: () => clock.now(),
          meter,
          status,
          queues: broker.queues,
          retained: broker.retained,
          devices: () => access.devices.all().length,
          requestsWaiting: () => pairing.requests.list().filter(({ state }) => state === 'pending').length,
          browsers: () => web.browsers,
        }),
      ),
    faults: () => faultsOf(status()),
    fault: (what, error) => log.error({ err: error, what }, 'a browser could not be answered'),
  });
  return web;
}
