import type { CallName } from '../contract/calls.ts';
import type { DesktopCallName } from '../contract/desktop.ts';
import { UserError } from '../contract/errors.ts';

/** The calls of the hub that name a file and have no field in which a person could type one. */
const NAMING: ReadonlySet<CallName> = new Set<CallName>(['messages.publishFile', 'recording.start', 'replay.start']);
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
    if (!NAMING.has(name) || this.paths.has((args as { file: string }).file)) return;
    throw new UserError('Choose the file in a dialog first: Porchlight opens none that you did not choose.');
  }
}
