import type { QueueCaps } from '../../../electron/contract/limits.ts';
import { limitProblem, limitText, limitValue } from '../settings/limit-numbers.ts';

/** Queue caps as they are being typed. */
export interface QueueCapsDraft {
  messages: string;
  bytes: string;
  hours: string;
  full: QueueCaps['full'];
}

export const draftOfCaps = ({ messages, bytes, hours, full }: QueueCaps): QueueCapsDraft => ({
  messages: limitText('messages', messages),
  bytes: limitText('bytes', bytes),
  hours: limitText('hours', hours),
  full,
});

/** The caps that were typed; `null` while something is wrong with one. */
export function capsOf({ messages, bytes, hours, full }: QueueCapsDraft): QueueCaps | null {
  if (limitProblem('messages', messages) || limitProblem('bytes', bytes) || limitProblem('hours', hours)) return null;
  return { messages: limitValue('messages', messages), bytes: limitValue('bytes', bytes), hours: limitValue('hours', hours), full };
}
