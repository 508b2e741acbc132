import { byteSize } from '../../../format.ts';
import { strings } from '../../../strings/index.ts';
import { fromBase64 } from './base64.ts';
import { binaryNumbers } from './binary-numbers.ts';
import type { Names } from './births.ts';
import { cborTree } from './cbor.ts';
import type { DecoderChoice, DecoderName, Reading } from './choice.ts';
import { unpack } from './compressed.ts';
import { guessReading } from './guess.ts';
import { hexDump } from './hex.ts';
import { type ImageFacts, imageFacts, isDrawable } from './image.ts';
import { jsonTree } from './json.ts';
import { DECODE_LIMITS } from './limits.ts';
import { messagePackTree } from './messagepack.ts';
import { print } from './print.ts';
import { protoFile } from './proto-file.ts';
import { messageTree } from './protobuf.ts';
import { sparkplugTree } from './sparkplug.ts';
import { numberTree, readableText, shownText, textOf } from './text.ts';
import { Parts, type Tree } from './tree.ts';
import { numbersOf } from './tree-numbers.ts';
import { Unreadable } from './unreadable.ts';

/** A payload, read. All of it came from the network: it is to be shown as text, never as markup. */
export interface Decoded {
  kind: DecoderName;
  /** What was found inside of a wrapper, else `null`. */
  inside: DecoderName | null;
  text: string;
  /** More of the text was left out. */
  isCut: boolean;
  /** The values inside, if it has any. */
  tree: Tree | null;
  /** Every number by its path, such as `a.b[0]`; of a payload that is a number itself the path is empty. */
  numbers: Record<string, number>;
  /** A picture that may be drawn from `content`. */
  image: ImageFacts | null;
  /** The bytes that were read: those of the payload, or what was wrapped in it. */
  content: Uint8Array;
  /** Why it could not be read, or not all of it; a sentence for people. */
  problem: string | null;
}

/**
 * Reads a payload. Always answers, within bounds of time and memory: what cannot be read is shown as text or hex, with the reason.
 * `isCut`: only the beginning of the payload is there. `mostUnpacked`: bytes that compressed ones may become.
 * `names`: what the aliases of Sparkplug B stand for.
 */
export function decode(
  bytes: Uint8Array,
  choice: DecoderChoice,
  isCut = false,
  mostUnpacked: number = DECODE_LIMITS.unpackedBytes,
  names: Names | null = null,
): Decoded {
  try {
    if (!('inside' in choice)) return read(bytes, choice, isCut, names);
    if (choice.decoder === 'compressed') return compressed(bytes, choice.inside, isCut, mostUnpacked, names);
    return wrapped('base64', fromBase64(textOf(bytes, isCut)), choice.inside, isCut, names);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { ...asItIs(bytes, isCut), kind: choice.decoder, problem: isCut ? strings.decode.problems.cut : error.message };
  }
}

function compressed(bytes: Uint8Array, inside: Reading | null, isCut: boolean, most: number, names: Names | null): Decoded {
  const unpacked = unpack(bytes, most);
  const decoded = wrapped('compressed', unpacked.bytes, inside, isCut || unpacked.problem !== null, names);
  return { ...decoded, problem: (isCut ? strings.decode.problems.cut : unpacked.problem) ?? decoded.problem };
}

function wrapped(kind: DecoderName, bytes: Uint8Array, inside: Reading | null, isCut: boolean, names: Names | null): Decoded {
  const decoded = decode(bytes, inside ?? guessReading(bytes, '', isCut), isCut, DECODE_LIMITS.unpackedBytes, names);
  return { ...decoded, kind, inside: decoded.kind };
}

function read(bytes: Uint8Array, reading: Reading, isCut: boolean, names: Names | null): Decoded {
  const printed = (tree: Tree) => result(reading, bytes, print(tree), tree);
  switch (reading.decoder) {
    case 'text': {
      const text = textOf(bytes, isCut);
      return result(reading, bytes, shownText(text), numberTree(text));
    }
    case 'hex':
      return result(reading, bytes, hexDump(bytes), null);
    case 'image':
      return image(bytes, reading, isCut);
    case 'json':
      return printed(jsonTree(textOf(bytes)));
    case 'cbor':
      return printed(cborTree(bytes));
    case 'messagepack':
      return printed(messagePackTree(bytes));
    case 'sparkplug':
      return printed(sparkplugTree(bytes, names));
    case 'number':
      return printed(binaryNumbers(bytes, reading.type, reading.order));
    case 'protobuf':
      return printed(protobuf(bytes, reading.proto, reading.message));
  }
}

function protobuf(bytes: Uint8Array, proto: string, message: string): Tree {
  const shape = protoFile(proto).shape(message);
  if (!shape) throw new Unreadable(strings.decode.problems.protoMessage(message));
  return messageTree(bytes, shape, new Parts());
}

function image(bytes: Uint8Array, reading: Reading, isCut: boolean): Decoded {
  const facts = imageFacts(bytes);
  if (!facts) throw new Unreadable(strings.decode.problems.noPicture);
  const { cut, pictureLarge } = strings.decode.problems;
  const problem = isDrawable(facts) ? (isCut ? cut : null) : pictureLarge;
  const text = strings.decode.picture(facts.type.replace('image/', '').toUpperCase(), facts.width, facts.height, byteSize(bytes.length));
  return { ...result(reading, bytes, { text, isCut: false }, null), image: problem ? null : facts, problem };
}

function result({ decoder }: Reading, content: Uint8Array, shown: { text: string; isCut: boolean }, tree: Tree | null): Decoded {
  return { ...shown, kind: decoder, inside: null, tree, numbers: tree ? numbersOf(tree) : {}, image: null, content, problem: null };
}

function asItIs(bytes: Uint8Array, isCut: boolean): Decoded {
  const text = readableText(bytes, isCut);
  return text === null
    ? result({ decoder: 'hex' }, bytes, hexDump(bytes), null)
    : result({ decoder: 'text' }, bytes, shownText(text), null);
}
