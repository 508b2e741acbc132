import type { CallName } from '../contract/calls.ts';
import type { DesktopCallName } from '../contract/desktop.ts';
import { UserError } from '../contract/errors.ts';
import { NOT_CHOSEN, namedFile } from '../contract/named-files.ts';

/** The calls of the desktop in which a person chooses one. */
const CHOOSING: ReadonlySet<DesktopCallName> = new Set<DesktopCallName>(['desktop.chooseFile', 'desktop.choosePlace']);

/** The files that the person chose in a dialog since the app started: a page can have no other read or written. */
export class ChosenFiles {
  private paths = new Set<string>();

  /** The outcome of any call of the desktop. */
  note(name: DesktopCallName, result: unknown): void {
    if (!CHOOSING.has(name)) return;
    const { path } = result as { path: string | null };
    if (path !== null) this.paths.add(path);
  }

  /** Throws a {@link UserError} if a call of the hub names a file that the person did not choose. */
  check(name: CallName, args: unknown): void {
    const file = namedFile(name, args);
    if (file !== null && !this.paths.has(file)) throw new UserError(NOT_CHOSEN);
  }
}
