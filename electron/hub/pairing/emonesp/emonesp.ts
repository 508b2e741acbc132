import type { DatabaseSync } from 'node:sqlite';
import type { Report } from '../../activity/report.ts';
import type { Clock } from '../../clock.ts';
import { LIMITS } from '../../limits.ts';
import type { LocalAddresses } from '../../network/addresses.ts';
import { QuietedTable } from '../../storage/quieted-table.ts';
import { RequestsTable } from '../../storage/requests-table.ts';
import type { DeviceDesk } from '../needs.ts';
import { Requests } from '../requests.ts';
import { readDeviceConfig } from './device-config.ts';
import { EmonEspDoor } from './door.ts';
import { Knocks } from './knocks.ts';
import { Push } from './push.ts';
import { newcomer } from './topics.ts';

export interface EmonEspNeeds {
  clock: Clock;
  database: DatabaseSync;
  randomId: () => string;
  desk: DeviceDesk;
  addresses: LocalAddresses;
  /** The broker's plain port, as devices reach it. */
  brokerPort: () => number;
  /** The port of a device's own web page: 80. */
  devicePort: number;
  report: Report;
  /** These were added, changed or are gone; `requests.list()` and `requests.quieted()` have the new state. */
  changed: (what: 'requests' | 'quieted', ids: string[]) => void;
}

/** The parts of pairing, put together: requests, the door that devices poll, and the push for those that cannot. */
export class EmonEspPairing {
  readonly requests: Requests;
  readonly door: EmonEspDoor;
  readonly push: Push;
  private knocks: Knocks;

  constructor(needs: EmonEspNeeds) {
    const { clock, randomId, desk, addresses, brokerPort, devicePort, report, changed } = needs;
    const requests = new Requests({
      clock,
      randomId,
      requests: new RequestsTable(needs.database),
      quieted: new QuietedTable(needs.database),
      desk,
      newcomer: (request) => newcomer(request, desk),
      report,
      changed,
      limits: LIMITS,
    });
    const identify = (address: string, signal: AbortSignal) => readDeviceConfig({ address, port: devicePort, signal });
    const knocks = new Knocks({ clock, requests, desk, identify, brokerPort });
    const isAsking = (address: string) => requests.at('emonesp', address)?.state === 'pending';
    this.requests = requests;
    this.knocks = knocks;
    this.door = new EmonEspDoor({ addresses, report, answer: (address, keepsConnection) => knocks.answer(address, keepsConnection) });
    this.push = new Push({ desk, addresses, devicePort, brokerPort, isAsking, report });
  }

  /** Takes up the stored requests. The door is opened by its own `start`. */
  start(): void {
    this.requests.start();
  }

  /** Closes the door and stores what is not stored yet. */
  async stop(): Promise<void> {
    await this.door.stop();
    this.knocks.stop();
    this.requests.stop();
  }
}
