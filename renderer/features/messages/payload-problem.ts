import { byteSize } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { hexFault } from './bytes.ts';
import { MOST_PAYLOAD_BYTES, type PayloadKind, type PublishDraft } from './draft-state.ts';
import { jsonFault } from './json-text.ts';

/** What is wrong with the payload as it is written, in words; `null` if nothing. */
export function payloadProblem({ kind, text, hex, file }: PublishDraft): string | null {
  const words = strings.messages.publish;
  if (kind === 'file') return file === '' ? words.noFile : null;
  if (writtenSize(kind === 'hex' ? hex : text, kind) > MOST_PAYLOAD_BYTES) return words.tooLong(byteSize(MOST_PAYLOAD_BYTES));
  if (kind === 'json') {
    if (text.trim() === '') return words.noJson;
    const fault = jsonFault(text);
    return fault && words.jsonWrong(fault.line, fault.column, words.jsonWants[fault.want]);
  }
  if (kind === 'text') return null;
  const fault = hexFault(hex);
  if (!fault) return null;
  return fault.kind === 'odd' ? words.hexOdd : words.hexWrong(fault.character, fault.place);
}

function writtenSize(written: string, kind: PayloadKind): number {
  return kind === 'hex' ? written.replace(/\s+/g, '').length / 2 : new TextEncoder().encode(written).length;
}
