import type { Draft } from '../../../electron/contract/messages.ts';
import { fromBase64, fromHex, toBase64, toHex, toText } from './bytes.ts';

export type PayloadKind = Draft['kind'];

/** A message that a person is writing. What was written one way is still there after a look at another. */
export interface PublishDraft {
  topic: string;
  kind: PayloadKind;
  /** As text and as JSON. */
  text: string;
  hex: string;
  /** Path of the chosen file; empty while there is none. */
  file: string;
  qos: Draft['qos'];
  retain: boolean;
  repeats: boolean;
  /** Seconds between two repeats, as they were typed. */
  every: string;
}

export const emptyDraft: PublishDraft = {
  topic: '',
  kind: 'text',
  text: '',
  hex: '',
  file: '',
  qos: 0,
  retain: false,
  repeats: false,
  every: '10',
};

/** The contract's bound on a payload that the window sends, in bytes. */
export const MOST_PAYLOAD_BYTES = 6_000_000;

/** A draft with what was published or saved before. The content of a file comes back as text, or as hex if it is none. */
export function withMessage(draft: PublishDraft, { topic, kind, payload, qos, retain }: Draft): PublishDraft {
  const bytes = fromBase64(payload);
  const text = kind === 'hex' ? null : toText(bytes);
  const written = text === null ? { kind: 'hex' as const, hex: toHex(bytes) } : { kind: kind === 'json' ? kind : ('text' as const), text };
  return { ...draft, topic, qos, retain, repeats: false, ...written };
}

/** The message as the hub takes it; only of a draft whose payload is written here and is right. */
export function messageOf({ topic, kind, text, hex, qos, retain }: PublishDraft): Draft {
  const bytes = kind === 'hex' ? fromHex(hex) : new TextEncoder().encode(text);
  return { topic, kind, payload: toBase64(bytes), qos, retain };
}

/** Milliseconds between two repeats; `null` if what was typed is no number of seconds from 0.1 to a day. */
export function everyMsOf(every: string): number | null {
  if (!/^\d{1,5}(?:[.,]\d{1,3})?$/.test(every.trim())) return null;
  const ms = Math.round(Number(every.trim().replace(',', '.')) * 1_000);
  return ms >= 100 && ms <= 86_400_000 ? ms : null;
}
