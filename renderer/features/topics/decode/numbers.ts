import type { TopicValue } from '../../../../electron/contract/topics.ts';
import { fromBase64 } from './base64.ts';
import { birthMemory } from './birth-memory.ts';
import { type Births, namesAt } from './births.ts';
import type { DecoderChoice } from './choice.ts';
import { type Decoded, decode } from './decode.ts';
import { guess } from './guess.ts';
import { DECODE_LIMITS } from './limits.ts';

/**
 * Reads one value of a topic as it was chosen, or with `null` as what it most likely is. `mostUnpacked`: bytes that a compressed one may
 * become, less than usual where many values are read at once. `births`: what names the aliases of Sparkplug B.
 */
export function decodeValue(
  value: TopicValue,
  choice: DecoderChoice | null,
  topic: string,
  mostUnpacked: number = DECODE_LIMITS.unpackedBytes,
  births: Births | null = birthMemory.of(topic),
): Decoded {
  const bytes = fromBase64(value.payload);
  const names = births && namesAt(births, value.at);
  return decode(bytes, choice ?? guess(bytes, topic, value.cut), value.cut, mostUnpacked, names);
}

/** The numbers of each value, because a chart asks for the same ones again and again. */
const known = new WeakMap<TopicValue, { choice: DecoderChoice | null; births: Births | null; numbers: Record<string, number> }>();

/**
 * Every number in a value by its path, to be charted: `''` for a value that is a number, `a.b[0]` inside of others.
 * Empty if there is none. `choice` is that of `choiceFor`; the same object is answered from memory.
 */
export function numbersIn(value: TopicValue, choice: DecoderChoice | null, topic = ''): Record<string, number> {
  const before = known.get(value);
  const births = birthMemory.of(topic);
  if (before && before.choice === choice && before.births === births) return before.numbers;
  const { numbers } = decodeValue(value, choice, topic, DECODE_LIMITS.unpackedOfMany, births);
  known.set(value, { choice, births, numbers });
  return numbers;
}
