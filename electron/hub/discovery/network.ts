import type { Settings } from '../../contract/model.ts';
import type { Manual, Network as NetworkState } from '../../contract/network.ts';
import type { Identity } from '../certificates/identity.ts';
import { HUB_HOST } from '../certificates/names.ts';
import type { Interfaces } from '../network/interfaces.ts';
import { addressesFor } from '../network/near.ts';
import type { NetworkWatch } from '../network/watch.ts';
import type { Announcer } from './announce/announcer.ts';
import { manualOf } from './check/manual.ts';
import type { SelfCheck } from './check/self-check.ts';
import type { FoundDevices } from './found/found-devices.ts';
import type { Ears } from './impostors/ears.ts';
import type { Impostors } from './impostors/impostors.ts';
import type { Mdns, SeenService, ServiceOffer } from './mdns/mdns.ts';

/** This hub's own type of service (pairing protocol version 1, section 1). */
export const HUB_SERVICE = '_porchlight._tcp';

/** Ports as devices reach them; `null` while they cannot. */
export interface ReachablePorts {
  mqtt: number | null;
  mqtts: number | null;
  pair: number | null;
}

export interface NetworkParts {
  mdns: Mdns;
  announcer: Announcer;
  ears: Ears;
  impostors: Impostors;
  found: FoundDevices;
  check: SelfCheck;
  watch: NetworkWatch;
}

export interface NetworkNeeds {
  identity: Identity;
  settings: () => Settings;
  interfaces: Interfaces;
  ports: () => ReachablePorts;
  /** Of the server's key, base64url. */
  fingerprint: () => string;
  authorityPem: () => string;
  changed: () => void;
  /** The machine's addresses, or the name that devices connect to, are others now. */
  moved: () => void;
  /** The machine slept (`slept`), or all is to be tried and told anew. */
  woke: (slept: boolean) => void;
}

/** What the hub tells the networks around it, and what it hears there. */
export class Network {
  private needs: NetworkNeeds;
  private parts: NetworkParts;
  private browsing: { stop(): void } | null = null;

  constructor(needs: NetworkNeeds, parts: NetworkParts) {
    this.needs = needs;
    this.parts = parts;
  }

  get found(): FoundDevices {
    return this.parts.found;
  }

  get impostors(): Impostors {
    return this.parts.impostors;
  }

  get check(): SelfCheck {
    return this.parts.check;
  }

  /** What devices are told to connect to. */
  get hostName(): string {
    return this.isAlone ? 'localhost' : this.parts.mdns.hostName;
  }

  /** Resolves when the hub is announced as far as that can be; names may still be settled afterwards. */
  async start(): Promise<void> {
    const { mdns, ears, announcer, found, watch } = this.parts;
    watch.follow((change) => {
      if (change !== 'addresses') {
        this.needs.woke(change === 'resumed');
        mdns.resume();
      }
      this.refresh();
      this.needs.moved();
    });
    watch.start();
    await Promise.all([mdns.start(), announcer.start()]);
    await ears.start();
    this.browsing = mdns.browse([HUB_SERVICE], { seen: (service) => this.judge(service), gone: () => {} });
    found.start();
  }

  /** The machine woke, as its system says; or somebody is back at it. */
  woke(slept: boolean): void {
    this.parts.watch.woke(slept);
  }

  /** Says goodbye. */
  async stop(): Promise<void> {
    const { mdns, ears, announcer, impostors, found, watch } = this.parts;
    watch.stop();
    found.stop();
    this.browsing?.stop();
    announcer.stop();
    impostors.stop();
    await ears.stop();
    await mdns.stop();
  }

  /** Ports, names or addresses may be others now. */
  refresh(): void {
    this.parts.mdns.refresh();
    this.parts.ears.refresh();
    this.announce();
    this.needs.changed();
  }

  /** Sends an announcement soon. */
  announce(): void {
    this.parts.announcer.now();
  }

  state(): NetworkState {
    const { mdns, announcer, impostors, found } = this.parts;
    return {
      beacon: {
        state: this.isAlone ? 'off' : 'on',
        hostName: this.hostName,
        serviceName: mdns.serviceName,
        problem: announcer.problem(),
      },
      impostors: impostors.list(),
      found: found.list(),
      sweep: found.sweepState(),
    };
  }

  /** What a person types into a device that does not find the hub. */
  manual(): Manual {
    const { identity, fingerprint, ports } = this.needs;
    const [address = '127.0.0.1'] = this.addresses('');
    return manualOf({ address, port: ports().pair, hubId: identity.id, fingerprint: fingerprint() });
  }

  /** Where the device at this address finds the broker. */
  placeFor(peer: string): { host: string; addresses: string[]; port: number | null; tlsPort: number | null } {
    const { mqtt, mqtts } = this.needs.ports();
    return { host: this.hostName, addresses: this.addresses(peer), port: mqtt, tlsPort: mqtts };
  }

  /** What a device needs to know this hub again. */
  trust(): { ca: string; serverKeyFingerprint: string; hubId: string; hubPublicKey: string } {
    const { identity, authorityPem, fingerprint } = this.needs;
    return { ca: authorityPem(), serverKeyFingerprint: fingerprint(), hubId: identity.id, hubPublicKey: identity.publicKey };
  }

  private get isAlone(): boolean {
    return this.needs.settings().bind === '127.0.0.1';
  }

  private addresses(peer: string): string[] {
    return addressesFor(
      peer,
      this.needs.interfaces().filter((each) => each.loopback === this.isAlone),
    );
  }

  private judge({ txt, from, instance }: SeenService): void {
    const own = this.needs.interfaces().some((each) => each.address === from.split('%', 1)[0]);
    if (!own) this.parts.impostors.heardHub({ hub: txt.id ?? '', name: txt.name ?? instance }, from);
  }
}

/** The host names that the hub would like, in order: the second is its own wherever there are several hubs. */
export const hostLabels = (hubId: string): string[] => [HUB_HOST.replace('.local', ''), `porchlight-${hexOf(hubId)}`];

/** What DNS-SD says of the hub at this moment. */
export function servicesOf(
  { hubName, announceMqtt }: Pick<Settings, 'hubName' | 'announceMqtt'>,
  { mqtt, mqtts, pair }: ReachablePorts,
  { hubId, fingerprint }: { hubId: string; fingerprint: string },
): ServiceOffer[] {
  const offers: ServiceOffer[] = [];
  if (pair !== null) offers.push({ type: HUB_SERVICE, port: pair, txt: { v: '1', id: hubId, fp: fingerprint, name: hubName } });
  if (mqtt !== null && announceMqtt) offers.push({ type: '_mqtt._tcp', port: mqtt, txt: {} });
  if (mqtts !== null) offers.push({ type: '_secure-mqtt._tcp', port: mqtts, txt: {} });
  return offers;
}

/** Four hexadecimal digits that go with an id. */
const hexOf = (hubId: string): string => Buffer.from(hubId.slice(0, 2)).toString('hex');
