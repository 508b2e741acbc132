import { open } from 'node:fs/promises';
import type { BaseWindow, Dialog } from 'electron';
import { UserError } from '../contract/errors.ts';
import type { DesktopHandlers } from './ipc.ts';

export interface FileDialogsNeeds {
  dialog: Pick<Dialog, 'showSaveDialog' | 'showOpenDialog'>;
  /** The window that the dialogs belong to. */
  parent(): BaseWindow;
}

/** Asks for files with the dialogs of the system: only the person names a path, never a page. */
export function fileDialogs({
  dialog,
  parent,
}: FileDialogsNeeds): Pick<DesktopHandlers, 'desktop.saveFile' | 'desktop.choosePlace' | 'desktop.chooseFile'> {
  return {
    'desktop.saveFile': async ({ suggestedName, base64 }) => {
      const { canceled, filePath } = await dialog.showSaveDialog(parent(), {
        title: 'Save file',
        defaultPath: fileName(suggestedName),
        properties: ['showOverwriteConfirmation', 'createDirectory'],
      });
      if (canceled || !filePath) return { saved: false };
      await writePrivately(filePath, Buffer.from(base64, 'base64'));
      return { saved: true };
    },
    'desktop.choosePlace': async ({ suggestedName }) => {
      // The hub never takes the place of a file that is there, so there is nothing to ask about that.
      const { canceled, filePath } = await dialog.showSaveDialog(parent(), {
        title: 'Choose a place',
        defaultPath: fileName(suggestedName),
        properties: ['createDirectory'],
      });
      return { path: canceled || !filePath ? null : filePath };
    },
    'desktop.chooseFile': async ({ title }) => {
      // Certificate files come under many endings, or none.
      const { filePaths } = await dialog.showOpenDialog(parent(), { title, properties: ['openFile', 'showHiddenFiles'] });
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
    throw new UserError(`The file could not be saved as ${path}: ${reason(error)}. Choose another place.`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'nothing can be written there',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EISDIR: 'there is a folder of this name',
  ENOENT: 'this folder is not there',
  EIO: 'the disk does not work as it should',
};

const reason = (error: unknown): string => REASONS[(error as NodeJS.ErrnoException).code ?? ''] ?? 'the system refused it';
