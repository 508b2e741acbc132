import { open } from 'node:fs/promises';
import type { BaseWindow, Dialog, OpenDialogOptions, SaveDialogOptions } from 'electron';
import { UserError } from '../contract/errors.ts';
import type { DesktopHandlers } from './ipc.ts';
import { words } from './words.ts';

export interface FileDialogsNeeds {
  dialog: Pick<Dialog, 'showSaveDialog' | 'showOpenDialog'>;
  /** The window that the dialogs belong to; `null` when none is on screen. */
  parent(): BaseWindow | null;
}

/** Asks for files with the dialogs of the system: only the person names a path, never a page. */
export function fileDialogs({
  dialog,
  parent,
}: FileDialogsNeeds): Pick<DesktopHandlers, 'desktop.saveFile' | 'desktop.choosePlace' | 'desktop.chooseFile'> {
  const askWhere = (options: SaveDialogOptions) => {
    const window = parent();
    return window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options);
  };
  const askWhich = (options: OpenDialogOptions) => {
    const window = parent();
    return window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options);
  };

  return {
    'desktop.saveFile': async ({ suggestedName, base64 }) => {
      const { canceled, filePath } = await askWhere({
        title: words.files.save,
        defaultPath: fileName(suggestedName),
        properties: ['showOverwriteConfirmation', 'createDirectory'],
      });
      if (canceled || !filePath) return { saved: false };
      await writePrivately(filePath, Buffer.from(base64, 'base64'));
      return { saved: true };
    },
    'desktop.choosePlace': async ({ suggestedName }) => {
      // The hub never takes the place of a file that is there, so there is nothing to ask about that.
      const { canceled, filePath } = await askWhere({
        title: words.files.place,
        defaultPath: fileName(suggestedName),
        properties: ['createDirectory'],
      });
      return { path: canceled || !filePath ? null : filePath };
    },
    'desktop.chooseFile': async ({ title }) => {
      // Certificate files come under many endings, or none.
      const { filePaths } = await askWhich({ title, properties: ['openFile', 'showHiddenFiles'] });
      return { path: filePaths[0] ?? null };
    },
  };
}

/** A name that cannot lead into another folder. */
const fileName = (name: string): string => name.replace(/[/\\:\p{Cc}\p{Cf}]+/gu, '-').replace(/^\.+/, '') || 'porchlight';

/** Writes a file that only this user can read, as far as the file system knows users. Throws a {@link UserError} with the reason. */
async function writePrivately(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await using file = await open(path, 'w', 0o600);
    // A file that was there keeps its mode when it is opened. Sticks and shares that know no modes refuse this.
    await file.chmod(0o600).catch(() => {});
    await file.writeFile(bytes);
    await file.sync();
  } catch (error) {
    throw new UserError(words.files.notSaved(path, reason(error)));
  }
}

const REASONS: Readonly<Record<string, keyof typeof words.files.why>> = {
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  EROFS: 'readOnly',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EISDIR: 'folderThere',
  ENOENT: 'nothingThere',
  EIO: 'failing',
};

const reason = (error: unknown): string => words.files.why[REASONS[(error as NodeJS.ErrnoException).code ?? ''] ?? 'refused'];
