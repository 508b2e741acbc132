import type { DatabaseSync } from 'node:sqlite';
import type { Report } from './activity/report.ts';
import type { Clock } from './clock.ts';
import { LIMITS } from './limits.ts';
import type { LocalAddresses } from './network/addresses.ts';
import type { Opener } from './network/listeners.ts';
import { readDeviceConfig } from './pairing/emonesp/device-config.ts';
import { EmonEspDoor } from './pairing/emonesp/door.ts';
import { Knocks } from './pairing/emonesp/knocks.ts';
import { Push } from './pairing/emonesp/push.ts';
import { newcomer } from './pairing/emonesp/topics.ts';
import type { DeviceDesk } from './pairing/needs.ts';
import { Requests } from './pairing/requests.ts';
import type { Attempt } from './storage/attempt.ts';
import { QuietedTable } from './storage/quieted-table.ts';
import { RequestsTable } from './storage/requests-table.ts';

/** An EmonESP's own web page is always there. */
const DEVICE_PORT = 80;

export interface PairingNeeds {
  clock: Clock;
  database: DatabaseSync;
  attempt: Attempt;
  randomId: () => string;
  addresses: LocalAddresses;
  desk: DeviceDesk;
  brokerPort: () => number;
  report: Report;
  changed: (what: 'requests' | 'quieted', ids: string[]) => void;
}

/** The requests and their front doors, put together. */
export class Pairing {
  readonly requests: Requests;
  readonly push: Push;
  readonly listener: Opener;
  private knocks: Knocks;

  constructor(needs: PairingNeeds) {
    const { database, desk, addresses, report, brokerPort } = needs;
    this.requests = new Requests({
      ...needs,
      requests: new RequestsTable(database),
      quieted: new QuietedTable(database),
      newcomer: (request) => newcomer(request, desk),
      limits: LIMITS,
    });
    this.knocks = new Knocks({
      clock: needs.clock,
      requests: this.requests,
      desk,
      identify: (address, signal) => readDeviceConfig({ address, port: DEVICE_PORT, signal }),
      brokerPort,
    });
    this.push = new Push({
      desk,
      addresses,
      devicePort: DEVICE_PORT,
      brokerPort,
      isAsking: (address) => this.requests.at('emonesp', address)?.state === 'pending',
      report,
    });
    const door = new EmonEspDoor({ answer: (address, keeps) => this.knocks.answer(address, keeps), addresses, report });
    this.listener = { name: 'emonesp', open: (host, port) => door.start(host, port), close: () => door.stop() };
  }

  start(): void {
    this.requests.start();
  }

  stop(): void {
    this.knocks.stop();
    this.requests.stop();
  }
}
