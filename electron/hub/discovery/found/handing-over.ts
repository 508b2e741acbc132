import { UserError } from '../../../contract/errors.ts';
import type { Found, Make } from '../../../contract/network.ts';
import type { Report } from '../../activity/report.ts';
import type { RandomBytes } from '../../clock.ts';
import { LIMITS } from '../../limits.ts';
import { slug } from '../../text.ts';
import { words } from '../../words/index.ts';
import { brokerHost } from './broker-host.ts';
import { DeviceHttp, NoAnswer } from './device-http.ts';
import { basic, digest, type Login } from './login.ts';
import { type HandOver, type Identity, Locked, type MqttSettings, NoAuthority, type Order, Refused, Unconfirmed } from './makes/driver.ts';
import { type Entry, nodeOf } from './register.ts';

/** A device that gets a credential of its own. */
export interface FoundNewcomer {
  name: string;
  type: string | null;
  origin: 'found';
  node: string;
  address: string;
  maxUserNameChars: number;
  topics(userName: string): { baseTopic: string; publish: string[]; subscribe: string[] };
}

export interface FoundKnown {
  id: string;
  name: string;
  userName: string;
  baseTopic: string;
}

/** What handing over needs of the devices. Every call is stored when it returns. */
export interface FoundDesk {
  findByNode(node: string): { id: string; name: string } | null;
  get(id: string): FoundKnown | null;
  /** Registers a device with a credential that has no password yet. */
  admit(newcomer: FoundNewcomer): FoundKnown;
  /** Makes a new password; the earlier one stops working. */
  newPassword(id: string): string;
  /** Forgets a device that never got its credential. */
  withdraw(id: string): void;
}

/** How devices reach this hub. */
export interface HubDoor {
  /** Our address in the network of this device; `null` if there is none. */
  addressFor(deviceAddress: string): string | null;
  /** Names that lead to this machine, for example `porchlight.local`. */
  hostNames: readonly string[];
  /** `null`: not open to the network. */
  mqttPort: number | null;
  mqttsPort: number | null;
  authorityPem: string;
}

export interface LoginGiven {
  userName?: string | undefined;
  password?: string | undefined;
}

export interface HandingOverNeeds {
  desk: FoundDesk;
  hub: () => HubDoor;
  port: (make: Make) => number;
  random: RandomBytes;
  report: Report;
}

export interface Handed {
  deviceId: string;
  name: string;
  identity: Identity;
  /** As they are now. */
  settings: MqttSettings;
}

/** Makes a credential for a found device and hands it over through the device's own web page. */
export class HandingOver {
  private needs: HandingOverNeeds;

  constructor(needs: HandingOverNeeds) {
    this.needs = needs;
  }

  /**
   * Throws a {@link UserError} that says why it did not work. Then a device that was made for it is gone again, except when nobody can
   * tell whether the settings were taken. Nothing is changed before the device answered and took the login.
   */
  async handOver(entry: Entry, handOver: HandOver, given: LoginGiven): Promise<Handed> {
    const { desk, report } = this.needs;
    const { address, driver } = entry;
    const device = this.reach(entry, handOver, given);
    const { identity, settings } = await this.inspect(entry, device);
    const way = this.wayFor(entry, handOver, settings.tls);
    const node = nodeOf(identity);
    const known = desk.get(desk.findByNode(node)?.id ?? '');
    const made = known ?? desk.admit(newcomerOf(entry, identity, handOver));
    const { restarted, tls } = await this.give(device, entry, handOver, way, made, known !== null);
    const text = words.network.handed(made.name, driver.label, address, tls !== 'none', restarted);
    report({ kind: 'decision', text, deviceId: made.id, address });
    return { deviceId: made.id, name: made.name, identity, settings: { ...settings, host: way.host, user: made.userName } };
  }

  private reach({ driver, address }: Entry, { auth, loginName }: HandOver, { userName, password }: LoginGiven): DeviceHttp {
    const login: Login | null = userName || password ? { userName: loginName ?? (userName || 'admin'), password: password ?? '' } : null;
    const proof = login && (auth === 'basic' ? basic(login) : auth === 'digest' ? digest(login, this.needs.random) : null);
    return new DeviceHttp({ address, port: this.needs.port(driver.make), timeoutMs: LIMITS.foundPushTimeoutMs, login, proof });
  }

  /** Who is there now, and that it takes settings with this login. */
  private async inspect(entry: Entry, device: DeviceHttp): Promise<{ identity: Identity; settings: MqttSettings }> {
    const { driver, address } = entry;
    try {
      const identity = await driver.identify(device, entry.announced);
      const settings = identity && (await driver.settings(device, true));
      if (settings?.locked || identity?.provisional) throw new UserError(askForLogin(device));
      if (!settings || (identity.id !== entry.id && !entry.identity.provisional)) {
        throw new UserError(words.network.notItself(address, nameOf(entry)));
      }
      if (settings.obstacle) throw new UserError(settings.obstacle);
      return { identity, settings };
    } catch (error) {
      if (error instanceof NoAnswer) throw new UserError(words.network.silent(nameOf(entry), address));
      throw error;
    }
  }

  /** Where it is told to connect to: over TLS if it can check this hub's certificate. */
  private wayFor({ address }: Entry, { maxAuthorityChars = Number.POSITIVE_INFINITY }: HandOver, tls: Found['tls']): Way {
    const { addressFor, mqttPort, mqttsPort, authorityPem } = this.needs.hub();
    const host = addressFor(address);
    if (host === null) throw new UserError(words.network.elsewhere(address));
    const canTls = tls !== 'none' && authorityPem.length <= maxAuthorityChars;
    if (canTls && mqttsPort !== null) return { host, port: mqttsPort, tls, authorityPem, plainPort: mqttPort };
    if (mqttPort !== null) return { host, port: mqttPort, tls: 'none', authorityPem, plainPort: mqttPort };
    throw new UserError(canTls ? words.network.needsMqtts : words.network.needsMqtt);
  }

  private async give(device: DeviceHttp, entry: Entry, handOver: HandOver, way: Way, made: FoundKnown, wasKnown: boolean): Promise<Given> {
    let isChanged = false;
    try {
      const password = this.needs.desk.newPassword(made.id);
      isChanged = true;
      const { plainPort, ...place } = way;
      const order = { ...place, userName: made.userName, baseTopic: made.baseTopic, password };
      return await this.push(device, entry, handOver, order).catch((error) => {
        // Firmware that cannot store it is no worse off than one that knows no TLS.
        if (!(error instanceof NoAuthority) || plainPort === null) throw error;
        return this.push(device, entry, handOver, { ...order, port: plainPort, tls: 'none' });
      });
    } catch (error) {
      if (error instanceof Unconfirmed) {
        throw new UserError(words.network.unconfirmed(made.name));
      }
      if (!wasKnown) this.forget(made.id);
      const problem = problemOf(error, made.name, device);
      if (problem === null) throw error;
      throw new UserError(wasKnown && isChanged ? words.network.passwordEnded(problem) : problem);
    }
  }

  /** When the device did not confirm, its settings may still tell that it took them. */
  private async push(device: DeviceHttp, { driver }: Entry, handOver: HandOver, order: Order): Promise<Given> {
    const { tls, userName, host } = order;
    try {
      return { restarted: await handOver.push(device, order), tls };
    } catch (error) {
      if (!(error instanceof Unconfirmed)) throw error;
      const now = await driver.settings(device, true).catch(() => null);
      if (now?.user !== userName || brokerHost(now.host) !== host) throw error;
      return { restarted: false, tls };
    }
  }

  private forget(id: string): void {
    try {
      this.needs.desk.withdraw(id);
    } catch {
      // What broke first says more; nobody but the device was told the password.
    }
  }
}

/** Where a device is told to connect to; `plainPort` if it turns out that it cannot use TLS. */
type Way = Pick<Order, 'host' | 'port' | 'tls' | 'authorityPem'> & { plainPort: number | null };
type Given = { restarted: boolean; tls: Found['tls'] };

function newcomerOf({ driver, address }: Entry, identity: Identity, handOver: HandOver): FoundNewcomer {
  const { maxUserNameChars } = handOver;
  const name = identity.name ?? driver.label;
  return {
    // A user name of one character would mean something else to Tasmota: `0` clears, `1` is the default.
    name: slug(name, maxUserNameChars, '').length > 1 ? name : `${driver.label} ${name}`,
    type: identity.model ?? driver.label,
    origin: 'found',
    node: nodeOf(identity),
    address,
    maxUserNameChars,
    topics: (userName) => handOver.topics(userName, identity),
  };
}

const nameOf = ({ identity, driver }: Entry) => identity.name ?? driver.label;

const askForLogin = ({ login }: DeviceHttp) => (login ? words.network.wrongPassword : words.network.asksForPassword);

/** `null` for a fault of ours. */
function problemOf(error: unknown, name: string, device: DeviceHttp): string | null {
  if (error instanceof Locked) return askForLogin(device);
  if (error instanceof NoAuthority) return words.network.noAuthority(name);
  if (error instanceof Refused) return words.network.refused(name);
  if (error instanceof NoAnswer) return words.network.unanswered(name);
  return error instanceof UserError ? error.message : null;
}
