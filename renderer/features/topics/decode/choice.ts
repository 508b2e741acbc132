import { z } from 'zod';
import type { Preferences } from '../../../../electron/contract/desktop.ts';
import { byteOrders, numberTypes } from './binary-numbers.ts';
import { DECODE_LIMITS } from './limits.ts';
import { matchesFilter } from './topic-filter.ts';

/** Ways to read a payload that need no more to be told, in the order in which people are asked. */
export const plainDecoders = ['text', 'json', 'hex', 'cbor', 'messagepack', 'sparkplug', 'image'] as const;
/** Ways in which a payload is wrapped around another one. */
export const wrappers = ['compressed', 'base64'] as const;

const plainSchema = z.object({ decoder: z.enum(plainDecoders) });
const numberSchema = z.object({ decoder: z.literal('number'), type: z.enum(numberTypes), order: z.enum(byteOrders) });
const protobufSchema = z.object({
  decoder: z.literal('protobuf'),
  proto: z.string().max(DECODE_LIMITS.protoChars),
  message: z.string().max(512),
});
const readingSchema = z.discriminatedUnion('decoder', [plainSchema, numberSchema, protobufSchema]);
const choiceSchema = z.discriminatedUnion('decoder', [
  ...readingSchema.options,
  z.object({ decoder: z.enum(wrappers), inside: readingSchema.nullable() }),
]);

/** How bytes are read. */
export type Reading = z.infer<typeof readingSchema>;
/** How a payload is read; `inside`: how what is wrapped in it is, and with `null` that is guessed. */
export type DecoderChoice = z.infer<typeof choiceSchema>;
export type DecoderName = DecoderChoice['decoder'];

type Stored = Preferences['decoders'][number];

const read = new WeakMap<Stored, DecoderChoice | null>();

/** A choice from the preferences; `null` if this version knows no such decoder. The same entry gives the same object. */
export function storedChoice(entry: Stored): DecoderChoice | null {
  const known = read.get(entry);
  if (known !== undefined) return known;
  const choice = parse(entry);
  read.set(entry, choice);
  return choice;
}

function parse({ decoder, options }: Stored): DecoderChoice | null {
  try {
    return choiceSchema.safeParse({ ...JSON.parse(options || '{}'), decoder }).data ?? null;
  } catch {
    return null;
  }
}

/** A choice for all topics that match a filter, as the preferences keep it. */
export function toStored(filter: string, choice: DecoderChoice): Stored {
  const { decoder, ...options } = choice;
  return { filter, decoder, options: JSON.stringify(options) };
}

/** The entry of the preferences that holds for a topic: the last whose filter matches. */
export function entryFor(topic: string, entries: readonly Stored[]): Stored | null {
  return entries.findLast(({ filter }) => matchesFilter(filter, topic)) ?? null;
}

/** What a person chose for a topic; `null`: nothing, it is to be guessed. */
export function choiceFor(topic: string, entries: readonly Stored[]): DecoderChoice | null {
  const entry = entryFor(topic, entries);
  return entry && storedChoice(entry);
}
