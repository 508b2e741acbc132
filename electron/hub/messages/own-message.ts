import { isUtf8 } from 'node:buffer';
import { UserError } from '../../contract/errors.ts';
import type { BrokerLimits } from '../../contract/limits.ts';
import type { Draft } from '../../contract/messages.ts';
import type { OwnMessage } from '../broker/publisher.ts';

type Bounds = Pick<BrokerLimits, 'packetBytes' | 'topicBytes' | 'topicLevels'>;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const UNFIT = /[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/;

/** The message that a person wrote. Throws a {@link UserError} if the broker would not take it from a client either. */
export function messageOf({ topic, payload, kind, qos, retain }: Draft, bounds: Bounds): OwnMessage {
  const message = { topic, payload: Buffer.from(payload, 'base64'), qos, retain };
  const fault = messageFault(message, bounds);
  if (fault !== null) throw new UserError(fault);
  if (kind === 'json' && !isJson(message.payload)) throw new UserError('The payload is not valid JSON.');
  return message;
}

/** Why a message cannot be published, as a sentence; `null` if it can. */
export function messageFault({ topic, payload, qos }: OwnMessage, bounds: Bounds): string | null {
  const fault = topicFault(topic, bounds);
  if (fault !== null) return fault;
  // What MQTT 3.1.1 calls the remaining length (2.2.3): the topic and its length, an identifier, the payload.
  const length = 2 + Buffer.byteLength(topic) + (qos > 0 ? 2 : 0) + payload.length;
  return length > bounds.packetBytes ? `The message is too large: a packet may have ${bounds.packetBytes} bytes.` : null;
}

/** Why a topic cannot be published to, as a sentence; `null` if it can. */
export function topicFault(topic: string, { topicBytes, topicLevels }: Bounds): string | null {
  if (topic === '') return 'Give a topic.';
  if (/[+#]/.test(topic)) return 'A topic to publish to cannot hold + or #: these are for subscriptions.';
  if (topic.startsWith('$')) return 'Topics that begin with $ belong to the broker.';
  if (UNFIT.test(topic)) return 'A topic cannot hold control characters.';
  if (!topic.isWellFormed()) return 'The topic is not valid text.';
  if (Buffer.byteLength(topic) > topicBytes) return `A topic may have ${topicBytes} bytes.`;
  return topic.split('/').length > topicLevels ? `A topic may have ${topicLevels} levels.` : null;
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
