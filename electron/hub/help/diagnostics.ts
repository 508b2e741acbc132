import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Access } from '../../contract/access.ts';
import type { Refusal } from '../../contract/help.ts';
import type { Device, HubStatus } from '../../contract/model.ts';
import type { Network } from '../../contract/network.ts';
import type { Queues } from '../../contract/queues.ts';
import type { TopicTotals } from '../../contract/topics.ts';
import { LIMITS } from '../limits.ts';
import type { Interfaces } from '../network/interfaces.ts';
import type { LogLines } from './log-lines.ts';
import { maskText } from './mask.ts';
import { type Named, Names } from './names.ts';
import type { Part } from './part.ts';
import { accessPart, devicesPart, refusalsPart } from './part-access.ts';
import { hubPart, listenersPart, networkPart, settingsPart, storagePart, systemPart, trafficPart } from './part-hub.ts';
import type { SystemFacts } from './system.ts';

/** What the diagnostics tell of, as it is at this moment. */
export interface DiagnosticsNeeds {
  now: () => number;
  system: () => SystemFacts;
  interfaces: Interfaces;
  dataDir: string;
  hub: () => HubStatus;
  devices: () => Device[];
  access: () => Access;
  network: () => Network;
  queues: () => Promise<Queues>;
  topics: () => TopicTotals;
  /** Requests that wait in the inbox. */
  waiting: () => number;
  refusals: () => Refusal[];
  lines: LogLines;
}

/** About a millisecond. */
const LINES_AT_ONCE = 20;

const HEAD = `Porchlight diagnostics

For whoever helps you to find a fault. Read it before you send it.
Not in it: passwords, keys, tokens, codes, topics, payloads, user names, client ids.
Placeholders stand for names: device-1, this-hub, this-computer, and [host 1] for the
last part of an address. The same placeholder always stands for the same thing.
`;

/**
 * Everything that helps to find a fault, as text for people: at most {@link LIMITS.diagnosticsBytes}. Only what each part picks is
 * in it, never a whole object of the hub; what is free text goes through {@link maskText} and {@link Names} as well.
 */
export async function makeDiagnostics(needs: DiagnosticsNeeds): Promise<string> {
  const at = new Date(needs.now());
  const hub = needs.hub();
  const devices = [...needs.devices()].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  const network = needs.network();
  const system = needs.system();
  const names = new Names(wordsOf(hub, devices, network, system, needs));
  const free = (text: string) => names.text(maskText(text));
  const parts: Part[] = [
    hubPart(hub, at),
    systemPart(system),
    listenersPart(hub, names, free),
    networkPart(needs.interfaces(), network, names, free),
    settingsPart(hub),
    storagePart(hub, free),
    trafficPart(await needs.queues(), needs.topics(), needs.waiting(), at),
    devicesPart(devices, at),
    accessPart(needs.access(), at, free),
    refusalsPart(needs.refusals(), devices, names, at),
    await logPart(needs.lines, free),
  ];
  return bounded(`${HEAD}Made ${at.toISOString()}\n\n${parts.map(written).join('\n')}`);
}

/** What stands for whom. */
function wordsOf(hub: HubStatus, devices: Device[], network: Network, system: SystemFacts, { dataDir }: DiagnosticsNeeds): Named[] {
  const own: Named[] = [
    { word: dataDir, standsFor: '[data folder]' },
    { word: system.home, standsFor: '[home]' },
    { word: system.userName, standsFor: '[user]' },
    { word: system.hostName, standsFor: 'this-computer' },
    { word: network.beacon.hostName, standsFor: 'this-computer' },
    { word: hub.id, standsFor: '[hub id]' },
  ];
  const { hubName } = hub.settings;
  // The name that everybody has tells nothing, and stands in many a sentence.
  if (hubName.toLowerCase() !== 'porchlight') own.push({ word: hubName, standsFor: 'this-hub' });
  const of = devices.flatMap(({ name, userName, clientId }, at) =>
    [name, userName, clientId ?? ''].map((word) => ({ word, standsFor: `device-${at + 1}` })),
  );
  return [...own, ...of];
}

async function logPart(journal: LogLines, free: (text: string) => string): Promise<Part> {
  const lines: string[] = [];
  for (const { at, level, text, detail } of journal.newest(LIMITS.diagnosticsLogBytes)) {
    lines.push(free(`${new Date(at).toISOString()} ${level} ${text} ${withoutQuotes(detail)}`.trimEnd()));
    // Messages go on meanwhile.
    if (lines.length % LINES_AT_ONCE === 0) await nextTurn();
  }
  return { title: 'Newest lines of the log, oldest first', lines };
}

/** JSON puts everything in quotation marks; here they mark what people wrote. */
const withoutQuotes = (json: string) => json.replaceAll('\\"', "'").replaceAll('"', '');

function written({ title, lines }: Part): string {
  const cut = lines.map((line) => (line.length > LIMITS.diagnosticsLineChars ? `${line.slice(0, LIMITS.diagnosticsLineChars)}…` : line));
  return `== ${title} ==\n${cut.join('\n') || 'None.'}\n`;
}

function bounded(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= LIMITS.diagnosticsBytes) return text;
  const kept = bytes.subarray(0, LIMITS.diagnosticsBytes).toString();
  return `${kept.slice(0, kept.lastIndexOf('\n'))}\nThe rest did not fit.\n`;
}
