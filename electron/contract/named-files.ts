import type { CallName } from './calls.ts';

/** The calls of the hub that name a file and have no field in which a person could type one, and the argument that names it. */
const NAMING: Partial<Record<CallName, string>> = {
  'messages.publishFile': 'file',
  'recording.start': 'file',
  'replay.start': 'file',
  'backup.make': 'path',
  'backup.read': 'path',
  'backup.restore': 'path',
};

/** The file that a checked call names and that a person must have chosen; `null` if it names none. */
export function namedFile(name: CallName, args: unknown): string | null {
  const field = NAMING[name];
  return field === undefined ? null : ((args as Record<string, string>)[field] ?? null);
}

/** What a page is told that names another. */
export const NOT_CHOSEN = 'Choose the file in a dialog first: Porchlight opens none that you did not choose.';
