import type { DatabaseSync } from 'node:sqlite';
import type { Settings } from '../contract/model.ts';
import type { Report } from './activity/report.ts';
import type { Clock, RandomBytes } from './clock.ts';
import { LIMITS } from './limits.ts';
import type { LocalAddresses } from './network/addresses.ts';
import type { Interfaces } from './network/interfaces.ts';
import type { Opener } from './network/listeners.ts';
import { readDeviceConfig } from './pairing/emonesp/device-config.ts';
import { EmonEspDoor } from './pairing/emonesp/door.ts';
import { Knocks } from './pairing/emonesp/knocks.ts';
import { Push } from './pairing/emonesp/push.ts';
import { newcomer as emonespNewcomer } from './pairing/emonesp/topics.ts';
import { JoinWindow } from './pairing/join-window.ts';
import type { DeviceDesk } from './pairing/needs.ts';
import { Requests } from './pairing/requests.ts';
import { Asking, type MqttPlace, type Trust } from './pairing/v1/asking.ts';
import { type DoorTls, PairingDoor } from './pairing/v1/door.ts';
import { newcomer } from './pairing/v1/newcomer.ts';
import type { Attempt } from './storage/attempt.ts';
import { QuietedTable } from './storage/quieted-table.ts';
import { RequestsTable } from './storage/requests-table.ts';

/** An EmonESP's own web page is always there. */
const DEVICE_PORT = 80;

export interface PairingNeeds {
  clock: Clock;
  random: RandomBytes;
  database: DatabaseSync;
  attempt: Attempt;
  randomId: () => string;
  addresses: LocalAddresses;
  interfaces: Interfaces;
  desk: DeviceDesk;
  settings: () => Pick<Settings, 'door' | 'doorMinutes'>;
  endAlways: () => void;
  /** The broker's plain port, as EmonESP devices reach it. */
  brokerPort: () => number;
  /** Where the device at this address finds the broker. */
  placeFor: (address: string) => MqttPlace;
  trust: () => Trust;
  tls: DoorTls;
  report: Report;
  changed: (what: 'requests' | 'quieted', ids: string[]) => void;
  doorChanged: () => void;
}

/** The requests and their front doors, put together. */
export class Pairing {
  readonly requests: Requests;
  readonly push: Push;
  readonly door: JoinWindow;
  readonly listeners: Opener[];
  private knocks: Knocks;

  constructor(needs: PairingNeeds) {
    const { clock, database, desk, addresses, interfaces, report, brokerPort } = needs;
    const requests = new Requests({
      ...needs,
      requests: new RequestsTable(database),
      quieted: new QuietedTable(database),
      newcomer: (request) => (request.protocol === 'v1' ? newcomer(request) : emonespNewcomer(request, desk)),
      limits: LIMITS,
    });
    this.requests = requests;
    this.knocks = new Knocks({
      clock,
      requests,
      desk,
      identify: (address, signal) => readDeviceConfig({ address, port: DEVICE_PORT, signal }),
      brokerPort,
    });
    this.push = new Push({
      desk,
      addresses,
      devicePort: DEVICE_PORT,
      brokerPort,
      isAsking: (address) => requests.at('emonesp', address)?.state === 'pending',
      report,
    });
    this.door = new JoinWindow({ ...needs, changed: needs.doorChanged });
    const asking = new Asking({ ...needs, requests, door: this.door });
    const pairing = new PairingDoor({ asking, tls: needs.tls, interfaces, report });
    const emonesp = new EmonEspDoor({ answer: (address, keeps) => this.knocks.answer(address, keeps), addresses, report });
    this.listeners = [
      { name: 'pair', open: (host, port) => pairing.start(host, port), close: () => pairing.stop() },
      { name: 'emonesp', open: (host, port) => emonesp.start(host, port), close: () => emonesp.stop() },
    ];
  }

  start(): void {
    this.requests.start();
  }

  stop(): void {
    this.door.stop();
    this.knocks.stop();
    this.requests.stop();
  }
}
