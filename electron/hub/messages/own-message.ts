import { isUtf8 } from 'node:buffer';
import { UserError } from '../../contract/errors.ts';
import type { BrokerLimits } from '../../contract/limits.ts';
import type { Draft } from '../../contract/messages.ts';
import type { OwnMessage } from '../broker/publisher.ts';
import { words } from '../words/index.ts';

type Bounds = Pick<BrokerLimits, 'packetBytes' | 'topicBytes' | 'topicLevels'>;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const UNFIT = /[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/;

/** The message that a person wrote. Throws a {@link UserError} if the broker would not take it from a client either. */
export function messageOf({ topic, payload, kind, qos, retain }: Draft, bounds: Bounds): OwnMessage {
  const message = { topic, payload: Buffer.from(payload, 'base64'), qos, retain };
  const fault = messageFault(message, bounds);
  if (fault !== null) throw new UserError(fault);
  if (kind === 'json' && !isJson(message.payload)) throw new UserError(words.messages.notJson);
  return message;
}

/** Why a message cannot be published, as a sentence; `null` if it can. */
export function messageFault({ topic, payload, qos }: OwnMessage, bounds: Bounds): string | null {
  const fault = topicFault(topic, bounds);
  if (fault !== null) return fault;
  // What MQTT 3.1.1 calls the remaining length (2.2.3): the topic and its length, an identifier, the payload.
  const length = 2 + Buffer.byteLength(topic) + (qos > 0 ? 2 : 0) + payload.length;
  return length > bounds.packetBytes ? words.messages.tooLarge(bounds.packetBytes) : null;
}

/** Why a topic cannot be published to, as a sentence; `null` if it can. */
export function topicFault(topic: string, { topicBytes, topicLevels }: Bounds): string | null {
  if (topic === '') return words.messages.noTopic;
  if (/[+#]/.test(topic)) return words.messages.wildcard;
  if (topic.startsWith('$')) return words.messages.reserved;
  if (UNFIT.test(topic)) return words.messages.control;
  if (!topic.isWellFormed()) return words.messages.malformed;
  if (Buffer.byteLength(topic) > topicBytes) return words.messages.topicLong(topicBytes);
  return topic.split('/').length > topicLevels ? words.messages.topicDeep(topicLevels) : null;
}

function isJson(payload: Buffer): boolean {
  if (!isUtf8(payload)) return false;
  try {
    JSON.parse(payload.toString());
    return true;
  } catch {
    return false;
  }
}
