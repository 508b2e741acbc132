// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { BackupSummary, LocalBackup } from '../../electron/contract/backup.ts';
import { BackupSettings } from '../../renderer/features/backup/backup-settings.tsx';
import { strengthOf } from '../../renderer/features/backup/strength.ts';
import { FakeBridge } from './fake-bridge.ts';
import { axeProblems, click, dialog, fill, show } from './render.tsx';

const PASSPHRASE = 'plain seven rivers walk';
const local: LocalBackup[] = [
  { id: 'two', madeAt: Date.UTC(2031, 4, 6), bytes: 250_000, reason: 'before' },
  { id: 'one', madeAt: Date.UTC(2031, 4, 5), bytes: 200_000, reason: 'daily' },
];
const summary: BackupSummary = {
  hubName: 'Attic <b>',
  hubId: 'abcdefghijklmnopqrstuvwxyz',
  version: '1.2.3',
  madeAt: Date.UTC(2031, 4, 4),
  devices: 1,
  isThisHub: false,
};

async function settings(handlers: ConstructorParameters<typeof FakeBridge>[0] = {}) {
  const bridge = new FakeBridge({
    'backup.local': () => ({ backups: local, folder: '/data/backups' }),
    'backup.make': () => ({ bytes: 123_000 }),
    'backup.read': () => summary,
    'backup.restore': () => undefined,
    'backup.restoreLocal': () => undefined,
    'backup.makeLocal': () => local[0] as LocalBackup,
    'desktop.choosePlace': () => ({ path: '/usb/porchlight.backup' }),
    'desktop.chooseFile': () => ({ path: '/usb/old.backup' }),
    ...handlers,
  });
  await show(bridge, <BackupSettings />);
  return bridge;
}

describe('making a backup', () => {
  it('asks for the passphrase twice and says what it is worth, before anything is written', async () => {
    const bridge = await settings();
    await click('Make a backup…');
    const asking = dialog('Make a backup');
    expect(asking.textContent).toContain('Without the passphrase nobody can open this file, nor can we.');
    fill('Passphrase', 'short');
    await click('Choose a place and save');
    expect(
      within(asking)
        .getAllByRole('alert')
        .map(({ textContent }) => textContent),
    ).toEqual(['At least 10 characters.', 'The two are not the same.']);
    fill('Passphrase', PASSPHRASE);
    expect(asking.textContent).toContain('Good, unless it is a saying');
    await click('Choose a place and save');
    expect(bridge.argsOf('desktop.choosePlace')).toEqual([]);
    expect(await axeProblems()).toEqual([]);
    for (const field of within(asking).getAllByLabelText(/Passphrase|once more/)) expect(field.getAttribute('type')).toBe('password');
    fill('The same once more', PASSPHRASE);
    await click('Choose a place and save');
    expect(bridge.argsOf('backup.make')).toEqual([{ path: '/usb/porchlight.backup', passphrase: PASSPHRASE }]);
    expect(dialog('The backup is made').textContent).toContain('porchlight.backup has 123.0 kB');
  });

  it('writes nothing when no place was chosen, and says in place why it cannot be written', async () => {
    let path: string | null = null;
    const bridge = await settings({
      'desktop.choosePlace': () => ({ path }),
      'backup.make': () => {
        throw new Error('The disk is full.');
      },
    });
    await click('Make a backup…');
    fill('Passphrase', PASSPHRASE);
    fill('The same once more', PASSPHRASE);
    await click('Choose a place and save');
    expect(bridge.argsOf('backup.make')).toEqual([]);
    path = '/full';
    await click('Choose a place and save');
    expect(within(dialog('Make a backup')).getByRole('alert').textContent).toBe('The disk is full.');
  });

  it.each([
    ['too short', null],
    ['1234567890123456', 'weak'],
    ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'weak'],
    ['password123456', 'weak'],
    ['three little words', 'fair'],
    [PASSPHRASE, 'good'],
  ])('takes %o for %s', (passphrase, strength) => expect(strengthOf(passphrase)).toBe(strength));
});

describe('restoring a backup', () => {
  async function look() {
    await click('Restore a backup…');
    await click(/^Choose… Backup file/);
    fill('Passphrase', PASSPHRASE);
    await click('Look at it');
  }

  it('asks for a file and its passphrase', async () => {
    const bridge = await settings();
    await click('Restore a backup…');
    await click('Look at it');
    expect(screen.getAllByRole('alert').map(({ textContent }) => textContent)).toEqual([
      'Choose the file first.',
      'Type the passphrase of this file.',
    ]);
    expect(bridge.argsOf('backup.read')).toEqual([]);
    expect(await axeProblems()).toEqual([]);
  });

  it('shows what is in it and what will happen, warns of twins, and restores only then', async () => {
    const bridge = await settings();
    await look();
    expect(bridge.argsOf('backup.read')).toEqual([{ path: '/usb/old.backup', passphrase: PASSPHRASE }]);
    const text = dialog('Restore a backup').textContent;
    for (const words of [
      'Attic <b>',
      summary.hubId,
      '1.2.3',
      '1 device',
      'another hub',
      'must not run any longer',
      'kept as a local backup',
    ]) {
      expect(text).toContain(words);
    }
    expect(await axeProblems()).toEqual([]);
    expect(bridge.argsOf('backup.restore')).toEqual([]);
    await click('Restore', dialog('Restore a backup'));
    expect(bridge.argsOf('backup.restore')).toEqual([{ path: '/usb/old.backup', passphrase: PASSPHRASE }]);
    expect(dialog('The backup is restored').textContent).toContain('Devices reconnect by themselves.');
  });

  it('does not warn of a backup of this very hub', async () => {
    await settings({ 'backup.read': () => ({ ...summary, isThisHub: true }) });
    await look();
    expect(dialog('Restore a backup').textContent).toContain('This is a backup of this hub.');
    expect(dialog('Restore a backup').textContent).not.toContain('must not run any longer');
  });

  it('says a wrong passphrase in place, and keeps what was chosen', async () => {
    await settings({
      'backup.read': () => {
        throw new Error('The passphrase is not the one of this backup.');
      },
    });
    await look();
    expect(screen.getByRole('alert').textContent).toContain('The passphrase is not');
    expect(screen.getByText('/usb/old.backup')).toBeTruthy();
  });
});

describe('backups on this disk', () => {
  it('are listed with date, reason and size, and one can be made now', async () => {
    const bridge = await settings();
    const rows = within(screen.getByRole('region', { name: 'Backups on this disk' })).getAllByRole('listitem');
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/6 May.*made before another was restored · 250\.0 kB/),
      expect.stringMatching(/5 May.*made by itself · 200\.0 kB/),
    ]);
    expect(screen.getByText('/data/backups')).toBeTruthy();
    await click('Make one now');
    expect(bridge.argsOf('backup.makeLocal')).toHaveLength(1);
    expect(bridge.argsOf('backup.local')).toHaveLength(2);
    expect(await axeProblems()).toEqual([]);
  });

  it('are restored after a question', async () => {
    const bridge = await settings();
    await click(/^Restore the backup of 5 May/);
    const asking = dialog(/^Restore the backup of 5 May/);
    expect(asking.textContent).toContain('What changed since then is missing');
    await click('Cancel', asking);
    expect(bridge.argsOf('backup.restoreLocal')).toEqual([]);
    await click(/^Restore the backup of 5 May/);
    await click('Restore', dialog(/^Restore the backup of 5 May/));
    expect(bridge.argsOf('backup.restoreLocal')).toEqual([{ id: 'one' }]);
  });

  it('say so while there is none', async () => {
    await settings({ 'backup.local': () => ({ backups: [], folder: '/data/backups' }) });
    expect(screen.getByText(/There is none yet/)).toBeTruthy();
  });
});
