import type { HubStatus } from '../../contract/model.ts';
import type { Network } from '../../contract/network.ts';
import type { Queues } from '../../contract/queues.ts';
import type { TopicTotals } from '../../contract/topics.ts';
import { LIMITS } from '../limits.ts';
import type { Interfaces } from '../network/interfaces.ts';
import type { Names } from './names.ts';
import { ago, type Part } from './part.ts';
import type { SystemFacts } from './system.ts';

type Free = (text: string) => string;

const MIB = 1_024 * 1_024;
const mib = (bytes: number) => `${Math.round(bytes / MIB)} MiB`;
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

/** The version, since when it runs, and how the door stands. */
export function hubPart({ version, startedAt, door, pairing }: HubStatus, now: Date): Part {
  return {
    title: 'Hub',
    lines: [
      `Porchlight ${version}, started ${ago(startedAt, now)}`,
      `Door: ${door.state}${door.turnedAway ? `, ${door.turnedAway.devices} turned away while it was closed` : ''}`,
      `Pair EmonESP devices: ${pairing.on ? 'on' : 'off'}`,
    ],
  };
}

export function systemPart(system: SystemFacts): Part {
  const { versions } = system;
  return {
    title: 'System',
    lines: [
      `${system.platform} ${system.release} ${system.arch}, ${system.processors} processors`,
      `Memory: ${mib(system.memoryBytes)}, free ${mib(system.freeMemoryBytes)}; this process ${mib(system.residentBytes)}, its heap ${mib(system.heapBytes)}`,
      `Node ${versions.node}, Electron ${versions.electron}, OpenSSL ${versions.openssl}, SQLite ${versions.sqlite}`,
    ],
  };
}

export function listenersPart({ listeners }: HubStatus, names: Names, free: Free): Part {
  return {
    title: 'Listeners',
    lines: listeners.map(({ name, state, port, settings, problem }) => {
      const chosen = settings ? `, rule ${settings.rule}, bind ${bindWords(settings.bind, names)}` : '';
      const why = problem ? `; ${problem.code}: ${free(problem.message)}` : '';
      return `${name}: ${state}, port ${port}${chosen}${why}`;
    }),
  };
}

export function networkPart(interfaces: ReturnType<Interfaces>, { beacon, found, impostors }: Network, names: Names, free: Free): Part {
  const addresses = interfaces.slice(0, LIMITS.diagnosticsListed);
  return {
    title: 'Network',
    lines: [
      ...addresses.map((one) => `${free(one.interface)}: ${names.address(one.address)}/${one.prefix}${one.loopback ? ', loopback' : ''}`),
      `Beacon: ${beacon.state}${beacon.problem ? `; ${free(beacon.problem)}` : ''}`,
      `Devices of other makes found: ${found.length}`,
      ...impostors.map(
        ({ kind, address, hidden }) => `Impostor by ${kind} at ${names.address(address)}${hidden ? ', known to the person' : ''}`,
      ),
    ],
  };
}

/** Numbers and choices alone: what a person named is left out. */
export function settingsPart({ settings, limits }: HubStatus): Part {
  const { hubName: _, ...chosen } = settings;
  const { queue, ...others } = limits;
  const told = { ...chosen, ...Object.fromEntries(Object.entries(queue).map(([name, value]) => [`queue.${name}`, value])), ...others };
  return { title: 'Settings and limits', lines: Object.entries(told).map(([name, value]) => `${name}: ${value}`) };
}

export function storagePart({ storage }: HubStatus, free: Free): Part {
  return { title: 'Storage', lines: [`${storage.state}${storage.problem ? `: ${free(storage.problem)}` : ''}`] };
}

export function trafficPart(queues: Queues, topics: TopicTotals, waiting: number, now: Date): Part {
  const { totals, dropped } = queues;
  return {
    title: 'Counts',
    lines: [
      `Requests that wait: ${waiting}`,
      `Sessions kept: ${queues.sessions}; waiting messages: ${sum(totals.messages)} (${sum(totals.bytes)} bytes), on their way: ${totals.inFlight}`,
      `Dropped from queues: ${dropped.full} because full, ${dropped.expired} because too old, last ${ago(dropped.lastAt, now)}`,
      `Topics in memory: ${topics.topics}, ${topics.messages} messages, ${topics.bytes} of ${topics.budget} bytes`,
      `Left out of the view of topics: ${topics.droppedTopics} topics, ${topics.droppedMessages} messages, ${topics.droppedValues} values`,
    ],
  };
}

function bindWords(bind: string | null, names: Names): string {
  if (bind === null) return 'as the hub';
  return bind === 'lan' ? 'lan' : names.address(bind);
}
