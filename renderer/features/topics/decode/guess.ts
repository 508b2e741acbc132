import { cborTree } from './cbor.ts';
import type { DecoderChoice, Reading } from './choice.ts';
import { compressedFormat } from './compressed.ts';
import { imageFacts } from './image.ts';
import { inflate } from './inflate.ts';
import { jsonTree } from './json.ts';
import { DECODE_LIMITS } from './limits.ts';
import { messagePackTree } from './messagepack.ts';
import { readableText } from './text.ts';
import type { Tree } from './tree.ts';
import { Unreadable } from './unreadable.ts';

const SPARKPLUG = /^spBv1\.0\/[^/]+\/[ND](?:BIRTH|DEATH|DATA|CMD)\//;
/** Texts that begin like this may be JSON; others, such as a number, are plainer as text. */
const JSON_START = /^\s*[[{]/;

/** What a payload most likely is. `isCut`: only its beginning is there. */
export function guess(bytes: Uint8Array, topic: string, isCut = false): DecoderChoice {
  const reading = guessReading(bytes, topic, isCut);
  return reading.decoder === 'hex' && isCompressed(bytes, isCut) ? { decoder: 'compressed', inside: null } : reading;
}

/** The same of bytes that were unwrapped. */
export function guessReading(bytes: Uint8Array, topic: string, isCut = false): Reading {
  if (SPARKPLUG.test(topic)) return { decoder: 'sparkplug' };
  if (imageFacts(bytes)) return { decoder: 'image' };
  const text = readableText(bytes, isCut);
  if (text !== null) return { decoder: JSON_START.test(text) && treeOf(() => jsonTree(text)) ? 'json' : 'text' };
  const trees = { cbor: treeOf(() => cborTree(bytes)), messagepack: treeOf(() => messagePackTree(bytes)) };
  const sensible = (['cbor', 'messagepack'] as const).filter((each) => isSensible(trees[each]));
  // Short bytes can be both: one that has names is the likelier.
  const decoder = sensible.find((each) => trees[each]?.kind === 'map') ?? sensible[0] ?? 'hex';
  return { decoder };
}

/** Two bytes that look like zlib prove nothing: what follows must be compressed. */
function isCompressed(bytes: Uint8Array, isCut: boolean): boolean {
  const format = compressedFormat(bytes);
  if (format !== 'zlib') return format === 'gzip';
  try {
    return inflate(bytes, 2, DECODE_LIMITS.unpackedToGuess).stopped !== 'early' || isCut;
  } catch {
    return false;
  }
}

function treeOf(read: () => Tree): Tree | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

/** Almost any few bytes are a number in these formats: what counts is a map with keys that somebody chose, or a list of more than one. */
function isSensible(tree: Tree | null): boolean {
  if (tree?.kind === 'tag') return isSensible(tree.item);
  if (tree?.kind === 'list') return tree.items.length > 1;
  return tree?.kind === 'map' && tree.entries.length > 0 && tree.entries.every(([key]) => isKey(key));
}

function isKey(key: Tree): boolean {
  return key.kind === 'number' || (key.kind === 'text' && key.text !== '' && readableText(new TextEncoder().encode(key.text)) !== null);
}
