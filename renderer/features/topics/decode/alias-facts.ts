import type { Decoded } from './decode.ts';
import type { Tree } from './tree.ts';

/** What a payload of Sparkplug B says by alias alone. */
export interface AliasFacts {
  /** The number of the message, which goes on by one with each and begins anew after 255 and with a birth. */
  seq: number | null;
  /** A metric has no name, although there may be a birth that gives it one. */
  hasUnnamed: boolean;
}

/** `null` if the payload was not read as Sparkplug B, or has a name of its own for every metric. */
export function aliasFacts({ kind, inside, tree }: Decoded): AliasFacts | null {
  if (kind !== 'sparkplug' && inside !== 'sparkplug') return null;
  const metrics = entryOf(tree, 'metrics');
  if (metrics?.kind !== 'map') return null;
  const keys = metrics.entries.map(([key]) => key);
  const hasUnnamed = keys.some((key) => key.kind === 'word' && key.text.startsWith('alias '));
  if (!hasUnnamed && !keys.some((key) => 'also' in key)) return null;
  const seq = entryOf(tree, 'seq');
  return { seq: seq?.kind === 'number' ? Number(seq.text) : null, hasUnnamed };
}

const entryOf = (tree: Tree | null, name: string): Tree | undefined =>
  tree?.kind === 'map' ? tree.entries.find(([key]) => key.kind === 'text' && key.text === name)?.[1] : undefined;
