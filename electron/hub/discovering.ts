import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Settings } from '../contract/model.ts';
import type { Access } from './access.ts';
import type { Report } from './activity/report.ts';
import type { Identity } from './certificates/identity.ts';
import type { Clock } from './clock.ts';
import { Announcer } from './discovery/announce/announcer.ts';
import { Sequence } from './discovery/announce/sequence.ts';
import { connectByTcp } from './discovery/check/connect.ts';
import { OwnAnnouncement } from './discovery/check/own-announcement.ts';
import { SelfCheck } from './discovery/check/self-check.ts';
import { thisSystem } from './discovery/check/system.ts';
import { FoundDevices } from './discovery/found/found-devices.ts';
import { Ears } from './discovery/impostors/ears.ts';
import { HiddenImpostors } from './discovery/impostors/hidden-impostors.ts';
import { Impostors } from './discovery/impostors/impostors.ts';
import { Mdns } from './discovery/mdns/mdns.ts';
import { hostLabels, Network, type ReachablePorts, servicesOf } from './discovery/network.ts';
import type { Trigger } from './discovery/trigger.ts';
import type { Listening } from './listening.ts';
import { systemInterfaces } from './network/interfaces.ts';
import { addressesFor } from './network/near.ts';
import { NetworkWatch } from './network/watch.ts';
import type { Push } from './pairing/emonesp/push.ts';
import type { DeviceDesk } from './pairing/needs.ts';
import type { Attempt } from './storage/attempt.ts';
import { SettingsTable } from './storage/settings-table.ts';
import { words } from './words/index.ts';

export interface DiscoveringNeeds {
  clock: Clock;
  database: DatabaseSync;
  attempt: Attempt;
  identity: Identity;
  announcePort: number;
  settings: () => Settings;
  listening: Listening;
  trigger: Trigger;
  access: Access;
  desk: DeviceDesk;
  isDoorOpen: () => boolean;
  pushEmonesp: Push['push'];
  report: Report;
  changed: () => void;
  /** As {@link Network} needs it. */
  woke: (slept: boolean) => void;
}

/** What the hub tells the networks around it and hears there, put together. */
export function makeNetwork(needs: DiscoveringNeeds): Network {
  const { clock, identity, settings, listening, trigger, access, desk, report, changed } = needs;
  const { certificates } = access;
  const hubId = identity.id;
  const bind = () => settings().bind;
  const isAlone = () => bind() === '127.0.0.1';
  const interfaces = systemInterfaces;
  const outside = () => (isAlone() ? [] : interfaces().filter((each) => !each.loopback));
  const ports = (): ReachablePorts => ({
    mqtt: listening.reachablePort('mqtt'),
    mqtts: listening.reachablePort('mqtts'),
    pair: listening.reachablePort('pair'),
  });
  const fingerprint = () => certificates.info().server.keyFingerprint;
  const moved = () => {
    changed();
    void certificates.refresh().catch((error: unknown) => report({ kind: 'problem', text: wordsFor(error) }));
  };

  const watch = new NetworkWatch({ clock, interfaces });
  const table = new SettingsTable(needs.database);
  const impostors = new Impostors({ clock, report, changed, hubId, hubName: () => settings().hubName, hidden: new HiddenImpostors(table) });
  const mdns = new Mdns({
    clock,
    random: randomBytes,
    interfaces: outside,
    instanceName: () => settings().hubName,
    hostLabels: () => hostLabels(hubId),
    services: () => servicesOf(settings(), ports(), { hubId, fingerprint: fingerprint() }),
    renamed: moved,
    claimed: ({ what, name, address }) => impostors.note({ kind: what === 'host' ? 'host' : 'name', address, claim: name }),
    fault: (text) => report({ kind: 'problem', text }),
  });
  const announcer = new Announcer({
    clock,
    interfaces,
    bind,
    identity,
    sequence: new Sequence({ clock, table, attempt: needs.attempt }),
    claims: () => ({ name: settings().hubName, ...ports() }),
    isDoorOpen: needs.isDoorOpen,
    report,
    changed,
    port: needs.announcePort,
  });
  const ownAnnouncement = new OwnAnnouncement(clock, () => announcer.now());
  const ears = new Ears({
    clock,
    interfaces,
    bind,
    ports: () => ({ announce: announcer.port, trigger: trigger.port }),
    hubId,
    report,
    heard: (result, address) => impostors.heardAnnouncement(result, address),
    echo: () => ownAnnouncement.heard(),
    called: (address) => impostors.note({ kind: 'emonesp', address, claim: 'emonpi.local' }),
  });
  const found = new FoundDevices({
    clock,
    random: randomBytes,
    report,
    changed,
    browse: (types, on) => mdns.browse(types, on),
    interfaces: outside,
    desk,
    hub: () => {
      const { mqtt, mqtts } = ports();
      return {
        addressFor: (device) => addressesFor(device, outside())[0] ?? null,
        hostNames: [mdns.hostName],
        mqttPort: mqtt,
        mqttsPort: mqtts,
        authorityPem: certificates.info().authorityPem,
      };
    },
    pushEmonesp: needs.pushEmonesp,
  });
  const check = new SelfCheck({
    clock,
    interfaces,
    bind,
    listeners: () => listening.all(),
    connectTo: connectByTcp,
    mdnsAsk: (name, type, ms) => mdns.ask(name, type, ms),
    hostName: () => mdns.hostName,
    serviceName: () => mdns.serviceName,
    ownAnnouncement: (ms) => ownAnnouncement.comesBack(ms),
    announcementProblem: () => announcer.problem(),
    impostors: () => impostors.list(),
    udpPorts: () => [5353, announcer.port, trigger.port],
    system: thisSystem,
  });
  return new Network(
    {
      identity,
      settings,
      interfaces,
      ports,
      fingerprint,
      authorityPem: () => certificates.info().authorityPem,
      changed,
      moved,
      woke: needs.woke,
    },
    { mdns, announcer, ears, impostors, found, check, watch },
  );
}

const wordsFor = (error: unknown) => words.certificates.notRenamed(error instanceof Error ? error.message : String(error));
