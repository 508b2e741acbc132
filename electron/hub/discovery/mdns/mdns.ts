import { LIMITS } from '../../limits.ts';
import { Advertiser } from './advertiser.ts';
import { Asker } from './asker.ts';
import { type BrowseFollower, Browser } from './browser.ts';
import { heardOn, linksOf, type Path, pathsOf, withoutZone } from './links.ts';
import { Meter } from './meter.ts';
import { OwnAddresses } from './own-addresses.ts';
import { readPacket, writeQuery } from './packets.ts';
import { type Heard, Sockets } from './sockets.ts';
import type { Answer, AskedType, MdnsNeeds } from './types.ts';

export type { Answer, AskedType, Claim, MdnsNeeds, SeenService, ServiceOffer } from './types.ts';

const MDNS_PORT = 5353;

/**
 * Makes the hub known by name on every link, and finds what others make known: multicast DNS (RFC 6762) and DNS-SD (RFC 6763).
 * A link hears that link's addresses alone. Names that are taken are replaced by others.
 */
export class Mdns {
  private needs: MdnsNeeds;
  private port: number;
  private own: OwnAddresses;
  private meter: Meter;
  private advertiser: Advertiser;
  private asker: Asker;
  private browser: Browser;
  private sockets: Sockets | null = null;
  private paths: Path[] = [];
  private network = '';

  constructor(needs: MdnsNeeds) {
    const { clock, random } = needs;
    this.needs = needs;
    this.port = needs.port ?? MDNS_PORT;
    this.own = new OwnAddresses(clock);
    this.meter = new Meter(clock, { perKey: LIMITS.mdnsPacketsPerSecondPerSource, total: LIMITS.mdnsPacketsPerSecond, ms: 1_000 });
    const isOwnAddress = (address: string) => this.own.has(address);
    const ask = (packets: Buffer[]) => {
      for (const path of this.paths) for (const packet of packets) this.sockets?.send(path, packet);
    };
    this.asker = new Asker({ clock, isOwnAddress, ask: (name, type) => ask(writeQuery([{ name, type }])) });
    this.browser = new Browser({ clock, random, ask: (questions, known) => ask(writeQuery(questions, known)) });
    this.advertiser = new Advertiser({
      ...needs,
      port: this.port,
      isOwnAddress,
      paths: () => this.paths,
      send: (path, data, target) => this.sockets?.send(path, data, target),
    });
  }

  /** For example `porchlight.local`: the name that is ours, or that we are about to take. */
  get hostName(): string {
    return this.advertiser.hostName;
  }

  /** As it appears in lists of services. */
  get serviceName(): string {
    return this.advertiser.serviceName;
  }

  /** Opens the sockets as far as possible and begins to take the names. Never rejects for reasons of the network. */
  async start(): Promise<void> {
    if (this.sockets) return;
    const { clock, fault } = this.needs;
    this.sockets = new Sockets({
      clock,
      port: this.port,
      fault,
      heard: (packet) => this.heard(packet),
      opened: (paths) => this.opened(paths),
    });
    await this.follow();
  }

  /** Takes back all that was announced, ends all browsing and closes the sockets. Done within a second. */
  async stop(): Promise<void> {
    const { sockets } = this;
    if (!sockets) return;
    this.browser.stop();
    this.advertiser.stop();
    this.sockets = null;
    this.network = '';
    await sockets.close();
    this.paths = [];
  }

  /** To be called when services, wished names or addresses changed: tells what is new and takes back what is gone. */
  refresh(): void {
    if (this.sockets) void this.follow();
  }

  /** To be called when the machine woke up: takes the names and looks for services as if all had just begun. */
  resume(): void {
    if (!this.sockets) return;
    this.network = '';
    void this.follow();
  }

  /**
   * Follows services of these types (`_http._tcp`) on all links until the result's `stop` is called. Asks at once, then ever less
   * often; what is not told anew in its time is gone. May be called before {@link start}.
   */
  browse(types: string[], on: BrowseFollower): { stop(): void } {
    return this.browser.browse(types, on);
  }

  /** All answers that come to one question within `ms`, also this machine's own. For a self-check; 2.5 s bring all. */
  ask(name: string, type: AskedType, ms: number): Promise<Answer[]> {
    return this.asker.ask(name, type, ms);
  }

  /** Takes up what the machine's addresses and the hub's wishes are now. */
  private async follow(): Promise<void> {
    const { sockets } = this;
    const addresses = this.needs.interfaces();
    this.own.set(addresses);
    const links = linksOf(addresses);
    const network = JSON.stringify(links);
    const change = this.network === '' ? 'anew' : network === this.network ? 'same' : 'other';
    this.network = network;
    this.paths = links.flatMap(pathsOf);
    await sockets?.use(this.paths, change === 'anew');
    if (this.sockets !== sockets) return;
    this.advertiser.refresh(change);
    if (change !== 'same') this.browser.restart(links);
  }

  private opened(paths: Path[]): void {
    if (!this.sockets) return;
    this.advertiser.opened(paths);
    this.browser.restart(linksOf(this.needs.interfaces()));
  }

  private heard({ data, from, port }: Heard): void {
    const paths = heardOn(this.paths, from);
    const [path] = paths;
    const address = withoutZone(from);
    if (!path || !this.meter.admits(address)) return;
    const packet = readPacket(data);
    if (!packet) return;
    const isOwn = this.own.has(address);
    if (!packet.response) {
      for (const each of paths) this.advertiser.hearQuery(each, packet, { address: from, port }, isOwn);
    } else if (port === this.port) {
      const records = [...packet.answers, ...packet.additionals];
      this.browser.hear(records, path.link, address);
      this.asker.hear(records, address);
      if (!isOwn) this.advertiser.hearResponse(paths, records, address);
    }
  }
}
