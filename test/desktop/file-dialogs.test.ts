import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UserError } from '../../electron/contract/errors.ts';
import { type FileDialogsNeeds, fileDialogs } from '../../electron/desktop/file-dialogs.ts';

const window = {} as NonNullable<ReturnType<FileDialogsNeeds['parent']>>;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'porchlight-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Dialogs in which the person chooses these paths; `null`: closes them. */
function desktop(chosen: string | null) {
  const showSaveDialog = vi.fn(async () => ({ canceled: chosen === null, filePath: chosen ?? '' }));
  const showOpenDialog = vi.fn(async () => ({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] }));
  const dialog = { showSaveDialog, showOpenDialog } as unknown as FileDialogsNeeds['dialog'];
  return { ...fileDialogs({ dialog, parent: () => window }), showSaveDialog, showOpenDialog };
}
const base64 = Buffer.from([0, 1, 255, 10]).toString('base64');

describe('saving a file', () => {
  it('writes the bytes where the person wants them, for this user alone', async () => {
    const path = join(folder, 'key.pem');
    const { showSaveDialog, ...calls } = desktop(path);
    expect(await calls['desktop.saveFile']({ suggestedName: 'lamp-key.pem', base64 })).toEqual({ saved: true });
    expect(showSaveDialog).toHaveBeenCalledWith(window, expect.objectContaining({ defaultPath: 'lamp-key.pem' }));
    expect([...readFileSync(path)]).toEqual([0, 1, 255, 10]);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it.skipIf(process.platform === 'win32')('takes a file that was open to others for this user alone', async () => {
    const path = join(folder, 'key.pem');
    writeFileSync(path, 'longer than what comes now');
    chmodSync(path, 0o644);
    await desktop(path)['desktop.saveFile']({ suggestedName: 'k', base64 });
    expect(readFileSync(path)).toHaveLength(4);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('writes nothing when the person closes the dialog', async () => {
    expect(await desktop(null)['desktop.saveFile']({ suggestedName: 'k', base64 })).toEqual({ saved: false });
  });

  it.each([
    ['../../.bashrc', '-..-.bashrc'],
    ['/etc/passwd', '-etc-passwd'],
    ['C:\\x', 'C-x'],
    ['..', 'porchlight'],
    ['a\u202Egpj.exe\n', 'a-gpj.exe-'],
  ])('suggests no other folder for %j', async (suggestedName, shown) => {
    const { showSaveDialog, ...calls } = desktop(null);
    await calls['desktop.saveFile']({ suggestedName, base64 });
    expect(showSaveDialog).toHaveBeenCalledWith(window, expect.objectContaining({ defaultPath: shown }));
  });

  it('says in words why it could not be written', async () => {
    const outcome = desktop(folder)['desktop.saveFile']({ suggestedName: 'k', base64 });
    await expect(outcome).rejects.toBeInstanceOf(UserError);
    await expect(outcome).rejects.toThrow(
      `The file could not be saved as ${folder}: there is a folder of this name. Choose another place.`,
    );
    await expect(desktop(join(folder, 'no', 'k'))['desktop.saveFile']({ suggestedName: 'k', base64 })).rejects.toThrow(
      'this folder is not there',
    );
  });
});

describe('choosing a file', () => {
  it('tells its path, and reads nothing', async () => {
    const { showOpenDialog, ...calls } = desktop('/nowhere/cert.pem');
    expect(await calls['desktop.chooseFile']({ title: 'Certificate file' })).toEqual({ path: '/nowhere/cert.pem' });
    expect(showOpenDialog).toHaveBeenCalledWith(window, expect.objectContaining({ title: 'Certificate file' }));
  });

  it('tells that none was chosen', async () => {
    expect(await desktop(null)['desktop.chooseFile']({ title: 't' })).toEqual({ path: null });
  });
});
