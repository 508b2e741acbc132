import { describe, expect, it, vi } from 'vitest';
import { UserError } from '../../electron/contract/errors.ts';
import { ChosenFiles } from '../../electron/desktop/chosen-files.ts';
import { type FileDialogsNeeds, fileDialogs } from '../../electron/desktop/file-dialogs.ts';
import { type IpcNeeds, registerIpc } from '../../electron/desktop/ipc.ts';

const file = '/home/me/recording.ndjson';
const start = { filter: '#', file, mostBytes: 1_024 };
const refusal = 'Choose the file in a dialog first: Porchlight opens none that you did not choose.';

describe('a call that names a file', () => {
  it.each(['messages.publishFile', 'recording.start', 'replay.start'] as const)('%s is refused until the person chose it', (name) => {
    const chosen = new ChosenFiles();
    expect(() => chosen.check(name, { file })).toThrow(UserError);
    chosen.note('desktop.chooseFile', { path: '/home/me/another' });
    chosen.note('desktop.choosePlace', { path: null });
    expect(() => chosen.check(name, { file })).toThrow(refusal);
    chosen.note('desktop.choosePlace', { path: file });
    expect(() => chosen.check(name, { file })).not.toThrow();
    expect(() => chosen.check(name, { file: `${file}/../.bashrc` })).toThrow(refusal);
  });

  it('is never a reason to take the answer of another call for a choice', () => {
    const chosen = new ChosenFiles();
    chosen.note('desktop.preferences', { path: file });
    expect(() => chosen.check('replay.start', { file })).toThrow(refusal);
  });

  it('passes where a person may type the path', () => {
    expect(() => new ChosenFiles().check('mosquitto.read', { file, passwordFile: null, aclFile: null })).not.toThrow();
    expect(() => new ChosenFiles().check('certificates.import', { certificateFile: file })).not.toThrow();
  });
});

describe('a page', () => {
  const page = { url: 'app://porchlight/index.html', parent: null };

  function open(place: string | null) {
    const passed: unknown[] = [];
    const contents = { id: 1, on: () => {}, isDestroyed: () => false };
    let handle: (event: unknown, name: string, args: unknown) => Promise<unknown> = async () => {};
    const needs = {
      ipcMain: {
        removeAllListeners: () => {},
        handle: (_channel: string, listener: typeof handle) => {
          handle = listener;
        },
      },
      connect: () => ({ call: async (...call: unknown[]) => void passed.push(call), onUpdate: () => () => {}, close: () => {} }),
      desktop: { 'desktop.choosePlace': async () => ({ path: place }) },
    };
    registerIpc(needs as unknown as IpcNeeds).admit(contents as unknown as Parameters<ReturnType<typeof registerIpc>['admit']>[0]);
    return { passed, call: (name: string, args: unknown) => handle({ sender: contents, senderFrame: page }, name, args) };
  }

  it('has no file written that the person did not choose', async () => {
    const { call, passed } = open(null);
    await call('desktop.choosePlace', { suggestedName: 'r.ndjson' });
    expect(await call('recording.start', start)).toEqual({ ok: false, message: refusal });
    expect(passed).toEqual([]);
  });

  it('is let through with the place that the person chose', async () => {
    const { call, passed } = open(file);
    expect(await call('desktop.choosePlace', { suggestedName: 'r.ndjson' })).toEqual({ ok: true, result: { path: file } });
    expect(await call('recording.start', start)).toMatchObject({ ok: true });
    expect(passed).toEqual([['recording.start', start]]);
  });
});

describe('choosing a place', () => {
  function desktop(chosen: string | null) {
    const showSaveDialog = vi.fn(async () => ({ canceled: chosen === null, filePath: chosen ?? '' }));
    const dialog = { showSaveDialog } as unknown as FileDialogsNeeds['dialog'];
    return { ...fileDialogs({ dialog, parent: () => ({}) as ReturnType<FileDialogsNeeds['parent']> }), showSaveDialog };
  }

  it('tells it, and writes nothing', async () => {
    const { showSaveDialog, ...calls } = desktop(file);
    expect(await calls['desktop.choosePlace']({ suggestedName: '../r.ndjson' })).toEqual({ path: file });
    expect(showSaveDialog).toHaveBeenCalledWith({}, expect.objectContaining({ defaultPath: '-r.ndjson' }));
  });

  it('tells that none was chosen', async () => {
    expect(await desktop(null)['desktop.choosePlace']({ suggestedName: 'r' })).toEqual({ path: null });
  });
});
