import { randomBytes } from 'node:crypto';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { Aedes } from 'aedes';
import { onTestFinished } from 'vitest';
import type { Found } from '../../../../electron/contract/network.ts';
import type { Happening } from '../../../../electron/hub/activity/report.ts';
import type { Clock } from '../../../../electron/hub/clock.ts';
import { systemClock } from '../../../../electron/hub/clock.ts';
import { compilePermission } from '../../../../electron/hub/devices/permissions.ts';
import { FoundDevices } from '../../../../electron/hub/discovery/found/found-devices.ts';
import type { FoundDesk, FoundKnown, FoundNewcomer } from '../../../../electron/hub/discovery/found/handing-over.ts';
import type { SeenService } from '../../../../electron/hub/discovery/found/seen-service.ts';
import type { NetworkAddress } from '../../../../electron/hub/network/interfaces.ts';
import { firstFree, slug } from '../../../../electron/hub/text.ts';
import type { FoundDevice } from '../../../devices/found-device.ts';
import { freePort } from '../../../support/free-port.ts';
import { makeCertificates } from '../../certificates/house.ts';

/** A part of the loopback network, as if it were one of several machines. */
const LOOPBACK: NetworkAddress = { interface: 'lo', family: 4, address: '127.0.0.1', prefix: 26, scopeId: 0, loopback: false };

export interface DeskDevice extends FoundKnown {
  node: string;
  permission: { publish: string[]; subscribe: string[] };
  password: string | null;
  passwords: number;
}

/** The devices of a test, with what is granted to each and the password that works at this moment. */
export class Desk implements FoundDesk {
  readonly devices = new Map<string, DeskDevice>();
  private count = 0;

  findByNode(node: string): DeskDevice | null {
    return [...this.devices.values()].find((device) => device.node === node) ?? null;
  }

  get(id: string): DeskDevice | null {
    return this.devices.get(id) ?? null;
  }

  admit({ name, node, maxUserNameChars, topics }: FoundNewcomer): DeskDevice {
    const wanted = slug(name, maxUserNameChars, 'device');
    const userName = firstFree(wanted, maxUserNameChars, (taken) => [...this.devices.values()].some((device) => device.userName === taken));
    const { baseTopic, ...permission } = topics(userName);
    const device = { id: `device-${++this.count}`, name, node, userName, baseTopic, permission, password: null, passwords: 0 };
    this.devices.set(device.id, device);
    return device;
  }

  newPassword(id: string): string {
    const device = this.devices.get(id);
    if (!device) throw new Error('no such device');
    device.passwords++;
    device.password = randomBytes(11).toString('hex');
    return device.password;
  }

  withdraw(id: string): void {
    if (!this.devices.delete(id)) throw new Error('no such device');
  }
}

/** Devices of other makes with a real broker, plain and TLS, that knows the desk's passwords and permissions. Ends with the test. */
export async function makeYard({ clock = systemClock as Clock, webPort = 0 } = {}) {
  const port = webPort || (await freePort());
  const desk = new Desk();
  const happenings: Happening[] = [];
  const pushed: object[] = [];
  const published: { topic: string; user: string }[] = [];
  const denied: string[] = [];
  const listeners = new Set<() => void>();
  const users = new Map<unknown, DeskDevice>();
  const broker = await Aedes.createBroker({
    authenticate: (client, user, password, done) => {
      const device = [...desk.devices.values()].find(({ userName }) => userName === user);
      const isRight = device?.password != null && device.password === password?.toString();
      if (device && isRight) users.set(client, device);
      done(null, isRight);
    },
    authorizePublish: (client, { topic }, done) => {
      const device = users.get(client);
      if (device && !permissionOf(device).publish.matches(topic)) denied.push(`publish ${topic}`);
      else if (device) published.push({ topic, user: device.userName });
      for (const follow of [...listeners]) follow();
      done(null);
    },
    authorizeSubscribe: (client, subscription, done) => {
      const device = users.get(client);
      const isAllowed = device && permissionOf(device).subscribe.covers(subscription.topic);
      if (!isAllowed) denied.push(`subscribe ${subscription.topic}`);
      done(null, isAllowed ? subscription : null);
    },
  });
  const { certificates } = await makeCertificates();
  const plain = await listen(createServer(broker.handle));
  const secure = await listen(createTlsServer(certificates.ownOptions(), broker.handle));
  const authorityPem = certificates.info().authorityPem;
  const door = {
    addressFor: (): string | null => '127.0.0.1',
    hostNames: ['porchlight.local'],
    mqttPort: portOf(plain) as number | null,
    mqttsPort: portOf(secure) as number | null,
    authorityPem,
  };

  const browser = {
    seen: (_service: SeenService) => {},
    gone: (_service: { type: string; instance: string }) => {},
    types: [] as string[],
  };
  const interfaces = [LOOPBACK];
  let followers: (() => void)[] = [];
  let changes = 0;
  const found = new FoundDevices({
    clock,
    random: randomBytes,
    report: (happening) => happenings.push(happening),
    changed: () => {
      changes++;
      for (const follow of followers) follow();
    },
    browse: (types, on) => {
      Object.assign(browser, on, { types });
      return { stop: () => {} };
    },
    interfaces: () => interfaces,
    desk,
    hub: () => door,
    pushEmonesp: async (order) => {
      pushed.push(order);
      return { deviceId: 'emonesp-1', name: 'EmonESP' };
    },
    port: () => port,
  });
  found.start();

  const devices: FoundDevice[] = [];
  onTestFinished(async () => {
    found.stop();
    await Promise.all(devices.map((device) => device.stop()));
    certificates.stop();
    plain.close();
    secure.close();
    broker.close();
  });

  /** Resolves with what `look` returns as soon as that is something; looks again on every change. */
  const until = <T>(look: () => T | undefined | null | false): Promise<T> =>
    new Promise((resolve) => {
      const follow = () => {
        const seen = look();
        if (!seen) return;
        followers = followers.filter((other) => other !== follow);
        resolve(seen);
      };
      followers.push(follow);
      follow();
    });

  const announce = (device: FoundDevice, from = device.options.address) => {
    for (const { type, instance, txt } of device.announcements()) {
      browser.seen({ type, instance, host: `${instance}.local`, port, txt, addresses: [device.options.address], from });
    }
  };

  return {
    port,
    desk,
    door,
    found,
    happenings,
    pushed,
    published,
    denied,
    browser,
    interfaces,
    authorityPem,
    until,
    announce,
    changes: () => changes,
    /** Boots a device and lets it announce itself. */
    async boot<T extends FoundDevice>(device: T): Promise<T> {
      devices.push(device);
      await device.start();
      announce(device);
      return device;
    },
    /** Resolves when something that may be was published to this topic. */
    heard: (topic: string) =>
      new Promise<void>((resolve) => {
        const follow = () => {
          if (!published.some((message) => message.topic === topic)) return;
          listeners.delete(follow);
          resolve();
        };
        listeners.add(follow);
        follow();
      }),
    /** The entry of a device that announces nothing. On a busy machine it may miss its second, so it is searched for again. */
    async search(address: string): Promise<Found> {
      for (let tries = 0; tries < 5; tries++) {
        found.sweep();
        await until(() => !found.sweepState().running);
        const entry = found.list().find((each) => each.address === address);
        if (entry) return entry;
      }
      throw new Error('it was not found');
    },
    /** The entry of a device, when it is in the list. */
    entryAt: (address: string, is: (found: Found) => boolean = () => true): Promise<Found> =>
      until(() => found.list().find((entry) => entry.address === address && is(entry))),
  };
}

export type FoundYard = Awaited<ReturnType<typeof makeYard>>;

/** Resolves when the device is connected and its subscriptions were answered; with those that were refused. Rejects if the broker refuses it. */
export function connection(device: FoundDevice): Promise<string[]> {
  return new Promise((resolve, reject) => {
    device.once('subscribed', resolve);
    device.once('refused', (why) => reject(new Error(why)));
  });
}

const permissionOf = (device: DeskDevice) =>
  compilePermission(device.permission, { deviceId: device.id, userName: device.userName, clientId: '' });

const portOf = (server: Server) => (server.address() as AddressInfo).port;

async function listen(server: Server): Promise<Server> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
