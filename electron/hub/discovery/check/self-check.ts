import type { Check, SelfCheck as Findings } from '../../../contract/network.ts';
import type { Clock } from '../../clock.ts';
import { LIMITS } from '../../limits.ts';
import type { NetworkAddress } from '../../network/interfaces.ts';
import { words } from '../../words/index.ts';
import { bare } from '../announce/paths.ts';
import { discoveryProbes } from './discovery-probes.ts';
import { bad, type Finding, good, type Probe, skipped } from './finding.ts';
import { firewallFinding } from './firewall.ts';
import { listenerProbes, networkListeners } from './listener-probes.ts';
import type { SelfCheckNeeds } from './needs.ts';

/** Looks whether devices on the network can find and reach this hub, from this machine as far as that can be seen from here. */
export class SelfCheck {
  private needs: SelfCheckNeeds;
  private running: Promise<Findings> | null = null;

  constructor(needs: SelfCheckNeeds) {
    this.needs = needs;
  }

  /** Never rejects, and takes {@link LIMITS.selfCheckMs} at most. Who asks while one is under way gets that one's outcome. */
  run(): Promise<Findings> {
    this.running ??= this.lookAtAll().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async lookAtAll(): Promise<Findings> {
    const { clock } = this.needs;
    const networks = interfacesOf(this.needs.interfaces());
    const checks = await Promise.all(this.probes(networks).map((probe) => look(probe, clock)));
    return { at: clock.now(), interfaces: networks, checks };
  }

  private probes(networks: Findings['interfaces']): Probe[] {
    const { bind, system, udpPorts } = this.needs;
    const tcp = () => [...new Set(networkListeners(this.needs).map(({ port }) => port))];
    const interfaces: Probe = { id: 'interfaces', title: words.check.titles.networks, look: async () => interfacesFinding(networks) };
    const firewall: Probe = {
      id: 'firewall',
      title: words.check.titles.firewall,
      look: () => firewallFinding(system, { tcp: tcp(), udp: udpPorts() }),
    };
    const shown = (probe: Probe) => (bind() === '127.0.0.1' ? leftOut(probe) : probe);
    const around = [...discoveryProbes(this.needs), firewall].map(shown);
    return [shown(interfaces), ...listenerProbes(this.needs), ...around];
  }
}

function leftOut(probe: Probe): Probe {
  const finding = skipped(words.check.alone, words.check.aloneNext);
  return { ...probe, look: async () => finding };
}

async function look({ id, title, look: find }: Probe, clock: Clock): Promise<Check> {
  const { again, tooLong, failed } = words.check;
  let cancel = () => {};
  const late = new Promise<Finding>((resolve) => {
    cancel = clock.after(LIMITS.selfCheckMs, () => resolve(bad(tooLong, again)));
  });
  const found = find().catch(() => bad(failed, again));
  const finding = await Promise.race([found, late]);
  cancel();
  return { id, title, ...finding };
}

/** Those that lead to others, in the system's order. */
function interfacesOf(all: NetworkAddress[]): Findings['interfaces'] {
  const own = all.filter((each) => !each.loopback);
  const names = [...new Set(own.map((each) => each.interface))];
  const addressesOf = (name: string) => own.filter((each) => each.interface === name).map(({ address }) => bare(address));
  return names.map((name) => ({ name, addresses: addressesOf(name) }));
}

function interfacesFinding(networks: Findings['interfaces']): Finding {
  if (networks.length === 0) return bad(words.check.noNetwork, words.check.noNetworkNext);
  return good(networks.map(({ name, addresses }) => `${name}: ${addresses.join(', ')}`).join('; '));
}
