import type { LocalBackup } from '../../electron/contract/backup.ts';
import { plural } from './plural.ts';

/** Backups, and moving the hub to another computer. */
export const enBackup = {
  file: {
    title: 'Backup file',
    text: 'One encrypted file with all that makes this hub this hub: its identity and authority, devices with their passwords and permissions, bootstrap credentials, retained messages and settings. Restored on another computer, it is the hub that your devices know: they reconnect without pairing again.',
    make: 'Make a backup…',
    restore: 'Restore a backup…',
  },
  make: {
    title: 'Make a backup',
    passphrase: 'Passphrase',
    again: 'The same once more',
    warning: 'Without the passphrase nobody can open this file, nor can we. Keep it where you find it again when this computer is gone.',
    tooShort: (least: number) => `At least ${least} characters.`,
    different: 'The two are not the same.',
    strengths: {
      weak: 'Weak: a computer can guess this. Take four words or more that have nothing to do with each other.',
      fair: 'Fair: longer is better, with words that have nothing to do with each other.',
      good: 'Good, unless it is a saying or a line that others know.',
    },
    action: 'Choose a place and save',
    /** In a browser, which downloads it. */
    actionInBrowser: 'Make and download',
    fileName: (day: string) => `porchlight-${day}.backup`,
    doneTitle: 'The backup is made',
    done: (name: string, size: string) => `${name} has ${size}. Copy it to another disk: here it does not help when this computer is lost.`,
    doneInBrowser: (name: string, size: string) =>
      `${name} has ${size}. Your browser saves it with its downloads. Keep it where it is safe when the hub is lost.`,
  },
  restore: {
    title: 'Restore a backup',
    file: 'Backup file',
    choose: 'Choose…',
    none: 'None chosen',
    missing: 'Choose the file first.',
    passphrase: 'Passphrase',
    passphraseMissing: 'Type the passphrase of this file.',
    look: 'Look at it',
    lookHint: 'This only reads the file. Nothing changes.',
    hub: 'Hub',
    hubId: 'Hub id',
    madeAt: 'Made',
    version: 'By Porchlight',
    devices: 'Devices',
    deviceCount: (count: number) => plural(count, 'device', 'devices'),
    thisHub: 'This is a backup of this hub.',
    otherHub: 'This is a backup of another hub. This computer becomes that hub, and the one that is here now ends.',
    twins:
      'The hub on the old computer must not run any longer. If both run, devices meet two hubs of one identity, and it is not certain which one they follow.',
    happens: 'What will happen',
    steps: [
      'What is here now is kept as a local backup first.',
      'The hub starts anew. Connections end for a moment, and devices reconnect by themselves.',
      'What changed since the backup was made is missing. Messages that waited for a device are not sent again.',
    ],
    /** In a browser. */
    stepInBrowser:
      'You log in here again. The password for browsers stays the one of this computer. Your browser may ask about the hub’s certificate once more.',
    action: 'Restore',
    other: 'Another file',
    doneTitle: 'The backup is restored',
    done: 'The hub starts anew with it now. Devices reconnect by themselves.',
    doneInBrowser: 'The hub is being started again with it. This page then asks for the password. If it does not, load it again.',
  },
  local: {
    title: 'Backups on this disk',
    text: 'Porchlight makes one each day and keeps the last 7. They help when the database is damaged or something was deleted by mistake, not when the disk is lost.',
    makeNow: 'Make one now',
    made: 'Made.',
    empty: 'There is none yet. The first is made some minutes after the start.',
    where: 'They are in',
    reasons: {
      daily: 'made by itself',
      asked: 'made by you',
      before: 'made before another was restored',
    } satisfies Record<LocalBackup['reason'], string>,
    restore: 'Restore…',
    restoreOf: (date: string) => `Restore the backup of ${date}…`,
    confirmTitle: (date: string) => `Restore the backup of ${date}?`,
    confirmText:
      'What changed since then is missing afterwards; what is here now is kept as a local backup first. The hub starts anew: connections end for a moment, and devices reconnect by themselves.',
    confirmAction: 'Restore',
  },
};
