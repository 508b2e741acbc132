import type { TopicValue } from '../../../../electron/contract/topics.ts';
import { fromBase64 } from './base64.ts';
import { type Aliases, birthAliases, type Told } from './sparkplug-birth.ts';
import { Unreadable } from './unreadable.ts';

/** One birth message: when it came, and what it told, or why nothing could be learned from it. */
export interface Birth {
  seq: number;
  at: number;
  aliases: Aliases | 'cut' | 'unreadable';
}

/** The births behind a topic, newest first; `device` is `null` if it is a topic of the node itself. */
export interface Births {
  node: readonly Birth[];
  device: readonly Birth[] | null;
}

/** What an alias stands for, by its digits. */
export type Names = (alias: string) => Told | null | undefined;

const TOLD_BY_ALIAS = /^(spBv1\.0\/[^/]+)\/(?:N(?:DATA|CMD)\/([^/]+)|D(?:DATA|CMD)\/([^/]+)\/([^/]+))$/;

/** The topics of the births that name the metrics of a data or command topic of Sparkplug B; `null` for any other topic. */
export function birthTopics(topic: string): { node: string; device: string | null } | null {
  const [, group, node, owner, device] = TOLD_BY_ALIAS.exec(topic) ?? [];
  if (group === undefined) return null;
  return { node: `${group}/NBIRTH/${node ?? owner}`, device: device === undefined ? null : `${group}/DBIRTH/${owner}/${device}` };
}

/** Reads the payload of a birth. One that is not whole tells nothing: the rest could contradict what is there. */
export function readBirth({ seq, at, payload, cut }: TopicValue): Birth {
  if (cut) return { seq, at, aliases: 'cut' };
  try {
    return { seq, at, aliases: birthAliases(fromBase64(payload)) };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { seq, at, aliases: 'unreadable' };
  }
}

/** The births that held at a moment: later ones may give the same aliases to other metrics. */
function inForce({ node, device }: Births, at: number): { node: Birth | undefined; device: Birth | undefined } {
  const ofNode = node.find((birth) => birth.at <= at);
  const ofDevice = device?.find((birth) => birth.at <= at);
  // The birth of a node begins everything anew, also its devices.
  const holds = ofDevice && (!ofNode || ofDevice.at >= ofNode.at);
  return { node: ofNode, device: holds ? ofDevice : undefined };
}

const aliasesOf = (birth: Birth | undefined): Aliases | null => (typeof birth?.aliases === 'object' ? birth.aliases : null);

/** What the aliases of a payload that came at a moment stand for; `null` if nothing is known of them. */
export function namesAt(births: Births, at: number): Names | null {
  const held = inForce(births, at);
  const [device, node] = [aliasesOf(held.device), aliasesOf(held.node)];
  if (!device && !node) return null;
  // Aliases are unique over a node with all of its devices. A device's own birth is the nearer one, where that is not so.
  return (alias) => (device?.has(alias) ? device.get(alias) : node?.get(alias));
}

/** Why an alias of a payload that came at a moment has no name. `lacking`: the birth is there, and does not tell it. */
export function whyUnnamed(births: Births, at: number): 'unseen' | 'cut' | 'unreadable' | 'lacking' {
  const held = inForce(births, at);
  const birth = births.device ? held.device : held.node;
  if (!birth) return 'unseen';
  return typeof birth.aliases === 'string' ? birth.aliases : 'lacking';
}
