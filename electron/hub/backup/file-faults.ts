import { readFault, shownPath, writeFault } from '../messages/files.ts';
import { words } from '../words/index.ts';

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException | null)?.code ?? '';

/** What a person is told whose backup cannot be written to a file. */
export function cannotWrite(file: string, error: unknown): string {
  const why = codeOf(error) === 'EEXIST' ? words.backup.exists : writeFault(error);
  return words.backup.notWritten(shownPath(file), why);
}

/** The same for a file that cannot be read. */
export const cannotRead = (file: string, error: unknown): string => words.backup.notRead(shownPath(file), readFault(error));
