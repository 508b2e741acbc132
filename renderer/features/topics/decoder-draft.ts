import { strings } from '../../strings/index.ts';
import type { ByteOrder, NumberType } from './decode/binary-numbers.ts';
import type { DecoderChoice, Reading } from './decode/choice.ts';
import { protoFile } from './decode/proto-file.ts';
import { isTopicFilter } from './decode/topic-filter.ts';
import { Unreadable } from './decode/unreadable.ts';

/** The contract's bound on a filter. */
export const FILTER_CHARS = 1_024;

export type ReadingName = Reading['decoder'] | 'guess';

/** A choice of how payloads are read, while it is edited: what the other kinds need is kept as well. */
export interface DecoderDraft {
  filter: string;
  wrapper: 'none' | 'compressed' | 'base64';
  reading: ReadingName;
  type: NumberType;
  order: ByteOrder;
  proto: string;
  message: string;
}

/** A draft that begins with what holds now; `null`: it is guessed. */
export function draftOf(filter: string, choice: DecoderChoice | null): DecoderDraft {
  const wrapper = choice && 'inside' in choice ? choice.decoder : 'none';
  const reading = choice && 'inside' in choice ? choice.inside : choice;
  return {
    filter,
    wrapper,
    reading: reading?.decoder ?? 'guess',
    type: reading?.decoder === 'number' ? reading.type : 'float32',
    order: reading?.decoder === 'number' ? reading.order : 'little',
    proto: reading?.decoder === 'protobuf' ? reading.proto : '',
    message: reading?.decoder === 'protobuf' ? reading.message : '',
  };
}

/** What a draft says; `null`: guess. */
export function choiceOf(draft: DecoderDraft): DecoderChoice | null {
  const reading = readingOf(draft);
  return draft.wrapper === 'none' ? reading : { decoder: draft.wrapper, inside: reading };
}

function readingOf({ reading, type, order, proto, message }: DecoderDraft): Reading | null {
  switch (reading) {
    case 'guess':
      return null;
    case 'number':
      return { decoder: reading, type, order };
    case 'protobuf':
      return { decoder: reading, proto, message };
    default:
      return { decoder: reading };
  }
}

/** The messages that a schema has, or what is wrong with it. An empty one is not wrong yet. */
export function protoMessages(proto: string): { messages: string[]; problem: string | null } {
  if (proto.trim() === '') return { messages: [], problem: null };
  try {
    const { messages } = protoFile(proto);
    return { messages, problem: messages.length === 0 ? strings.decode.dialog.protoEmpty : null };
  } catch (error) {
    if (error instanceof Unreadable) return { messages: [], problem: error.message };
    throw error;
  }
}

/** What keeps a draft from being saved, by field. */
export function draftProblems(draft: DecoderDraft): { filter: string | null; proto: string | null } {
  const words = strings.decode.dialog;
  const { messages, problem } = protoMessages(draft.proto);
  const isProto = draft.reading === 'protobuf';
  return {
    filter: isTopicFilter(draft.filter) ? null : words.filterWrong,
    proto: isProto ? (problem ?? (messages.includes(draft.message) ? null : words.protoMissing)) : null,
  };
}
