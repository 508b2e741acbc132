import { UserError } from '../../../contract/errors.ts';
import type { Found, Make, Sweep as SweepState } from '../../../contract/network.ts';
import type { Report } from '../../activity/report.ts';
import type { Clock, RandomBytes } from '../../clock.ts';
import { LIMITS } from '../../limits.ts';
import type { Interfaces } from '../../network/interfaces.ts';
import { words } from '../../words/index.ts';
import { Announced } from './announced.ts';
import { brokerHost, sameHost } from './broker-host.ts';
import { type FoundDesk, HandingOver, type HubDoor, type LoginGiven } from './handing-over.ts';
import { lookAt, type Sight } from './look.ts';
import { Looks } from './looks.ts';
import { DRIVERS, SERVICE_TYPES } from './makes/all.ts';
import { type MakeDriver, type MqttSettings, UNKNOWN } from './makes/driver.ts';
import { OwnNetworks } from './own-networks.ts';
import { type Entry, foundOf, Register } from './register.ts';
import type { Browse } from './seen-service.ts';
import { Sweep } from './sweep.ts';

/** A device's own web page is always there. */
const WEB_PORT = 80;

export interface FoundDevicesNeeds {
  clock: Clock;
  random: RandomBytes;
  report: Report;
  /** `list()` or `sweepState()` has something new. */
  changed: () => void;
  browse: Browse;
  interfaces: Interfaces;
  desk: FoundDesk;
  hub: () => HubDoor;
  /** Sets up an EmonESP in its own way. Throws a {@link UserError}. */
  pushEmonesp: (order: { address: string } & LoginGiven) => Promise<{ deviceId: string; name: string }>;
  /** Of the devices' web pages: 80 if not set. */
  port?: (make: Make) => number;
}

/** Devices of other makes on our networks: who they are, what they talk to now, and how they are handed a credential. */
export class FoundDevices {
  private needs: FoundDevicesNeeds;
  private networks: OwnNetworks;
  private announced: Announced;
  private register = new Register();
  private handing: HandingOver;
  private search: Sweep;
  private looks: Looks;
  private lookedAt = new Map<string, number>();
  private busy = new Set<string>();
  private ends: (() => void)[] = [];
  private under = new AbortController();

  constructor(needs: FoundDevicesNeeds) {
    this.needs = needs;
    this.networks = new OwnNetworks(needs.interfaces);
    this.announced = new Announced((address) => this.networks.isNeighbour(address));
    this.handing = new HandingOver({ ...needs, port: (make) => this.port(make) });
    this.looks = new Looks((address) => this.look(address));
    this.search = new Sweep({
      clock: needs.clock,
      hosts: () => this.networks.hosts(),
      ask: (address, signal) => this.searchAt(address, signal),
      progress: needs.changed,
    });
  }

  start(): void {
    this.stop();
    this.under = new AbortController();
    const browsing = this.needs.browse([...SERVICE_TYPES], {
      seen: (service) => {
        const place = this.announced.add(service);
        if (place && (place.isNew || !this.wasLookedAt(place.address))) this.looks.ask(place.address);
      },
      gone: (service) => this.gone(service),
    });
    this.ends = [() => browsing.stop(), this.needs.clock.every(LIMITS.foundLookMs, () => this.lookAgain())];
  }

  /** What was found stays in the list until the next start. */
  stop(): void {
    for (const end of this.ends.splice(0)) end();
    this.under.abort();
    this.search.stop();
    this.looks.clear();
    this.announced.clear();
    this.lookedAt.clear();
  }

  /** By name. */
  list(): Found[] {
    const { desk } = this.needs;
    const found = this.register.all().map((entry) => foundOf(entry, desk.findByNode(entry.node)?.id ?? null));
    return found.sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
  }

  /** Asks every address of our networks. One search at a time; how far it is comes by `changed`. */
  sweep(): void {
    this.search.start();
  }

  sweepState(): SweepState {
    return this.search.state();
  }

  /** Makes a credential for the device and hands it over. Throws a {@link UserError} that says why it did not work. */
  async connect(id: string, login: LoginGiven): Promise<{ deviceId: string; name: string }> {
    const entry = this.register.get(id);
    if (!entry) throw new UserError(words.network.gone);
    const { driver, address } = entry;
    if (driver.make === 'esphome') throw new UserError(words.network.esphome);
    if (!this.networks.isNeighbour(address)) throw new UserError(words.network.elsewhere(address));
    if (this.busy.has(address)) throw new UserError(words.network.busy);
    this.busy.add(address);
    try {
      return await this.handOver(entry, login);
    } finally {
      this.busy.delete(address);
    }
  }

  private async handOver(entry: Entry, login: LoginGiven): Promise<{ deviceId: string; name: string }> {
    const { clock, changed, pushEmonesp } = this.needs;
    const { address, driver, settings } = entry;
    if (!driver.handOver) {
      const done = await pushEmonesp({ address, ...login });
      this.looks.ask(address);
      return done;
    }
    const { deviceId, name, ...now } = await this.handing.handOver(entry, driver.handOver, login);
    // What the device tells without a login has not changed.
    this.register.put({ ...entry, ...now, settings: { ...now.settings, locked: settings.locked }, here: true, lastSeenAt: clock.now() });
    changed();
    return { deviceId, name };
  }

  private gone(service: { type: string; instance: string }): void {
    const address = this.announced.remove(service);
    if (address === null) return;
    this.lookedAt.delete(address);
    const entry = this.register.at(address);
    if (entry?.announced && this.register.remove(entry.id)) this.needs.changed();
  }

  /** From time to time: what does each talk to now, and is it still there? */
  private lookAgain(): void {
    const now = this.needs.clock.now();
    this.lookedAt.clear();
    for (const { id, address, lastSeenAt } of this.register.all()) {
      if (now - lastSeenAt < LIMITS.foundSilenceMs && this.networks.isNeighbour(address)) this.looks.ask(address);
      else if (this.register.remove(id)) this.needs.changed();
    }
  }

  private wasLookedAt(address: string): boolean {
    const at = this.lookedAt.get(address);
    return at !== undefined && this.needs.clock.now() - at < LIMITS.foundLookAgainMs;
  }

  private async look(address: string): Promise<void> {
    this.lookedAt.set(address, this.needs.clock.now());
    const services = this.announced.at(address);
    const before = this.register.at(address)?.driver;
    // What it was the last time is asked first: most often it is that still.
    const drivers = DRIVERS.filter((driver) => driver === before || services.some(({ type }) => driver.types.includes(type)));
    drivers.sort((a, b) => Number(b === before) - Number(a === before));
    await this.lookFor(address, drivers, LIMITS.foundTimeoutMs, this.under.signal);
  }

  /** What announces itself is looked at anyway. */
  private async searchAt(address: string, signal: AbortSignal): Promise<void> {
    if (this.register.at(address) || !this.networks.isNeighbour(address)) return;
    const drivers = DRIVERS.filter(({ sweeps }) => sweeps);
    await this.lookFor(address, drivers, LIMITS.sweepTimeoutMs, AbortSignal.any([signal, this.under.signal]));
  }

  private async lookFor(address: string, drivers: MakeDriver[], timeoutMs: number, signal: AbortSignal): Promise<void> {
    const ask = (at: string) =>
      lookAt({ address: at, port: (make) => this.port(make), drivers, services: this.announced.at(at), timeoutMs, signal });
    const sight = await ask(address);
    if (!sight || signal.aborted) return;
    const namesake = this.register.get(sight.identity.id);
    // Anybody can claim the id of another: whoever had it keeps it for as long as it answers.
    const stays = namesake && namesake.address !== address && (await ask(namesake.address))?.identity.id === namesake.id;
    if (!stays && !signal.aborted) this.put(address, sight);
  }

  private put(address: string, { driver, identity, announced, settings }: Sight): void {
    const now = settings ? { ...settings, host: brokerHost(settings.host) } : this.settingsAt(address);
    this.register.put({
      driver,
      identity,
      announced,
      address,
      settings: now,
      here: this.isHere(now.host),
      lastSeenAt: this.needs.clock.now(),
    });
    this.needs.changed();
  }

  private settingsAt(address: string): MqttSettings {
    return this.register.at(address)?.settings ?? UNKNOWN;
  }

  private isHere(host: string | null): boolean {
    if (host === null) return false;
    return this.networks.isOwn(host) || this.needs.hub().hostNames.some((name) => sameHost(name, host));
  }

  private port(make: Make): number {
    return this.needs.port?.(make) ?? WEB_PORT;
  }
}
