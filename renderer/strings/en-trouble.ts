import type { StartTrouble } from '../../electron/contract/start-trouble.ts';

/** The page in place of all others while the hub cannot start, and the banner while it cannot save. */
export const enTrouble = {
  /** While the hub is being started again. */
  restartTitle: 'The hub ended unexpectedly and is being started again',
  restartText: 'Devices reconnect by themselves. What you typed here stays.',
  remedy: 'What to do:',
  stopped: 'What has stopped:',
  works: 'What still works:',
  start: {
    titles: {
      locked: 'Another program holds the database',
      damaged: 'The database is damaged',
      'read-only': 'Nothing can be written in the data folder',
      full: 'The disk is full',
      failing: 'The disk does not work as it should',
      folder: 'The data folder cannot be made',
      newer: 'The data is of a newer Porchlight',
      keys: 'The keys of this hub cannot be read',
      other: 'Porchlight cannot start',
    } satisfies Record<StartTrouble['cause'], string>,
    happened: {
      locked: 'Porchlight needs its database for itself, and waited a few seconds for it.',
      damaged: 'What is stored in porchlight.db cannot be read. A power cut or a failing disk can do that.',
      'read-only': 'Porchlight stores here who may come in and what waits for whom, and it may not write there.',
      full: 'Porchlight stores here who may come in and what waits for whom, and there is no room left to write.',
      failing: 'Reading or writing the database failed.',
      folder: 'Porchlight keeps everything that it stores in this folder.',
      newer: 'This version does not know how to read it, and would destroy what it does not know.',
      keys: 'They are in the folder “keys”, and prove to your devices that this is the hub they know. Without them it would be another hub.',
      other: 'Something that was not foreseen keeps the hub from starting.',
    } satisfies Record<StartTrouble['cause'], string>,
    worksTitle: 'What still works',
    works:
      'Nothing that was stored is lost. The broker is not running, so devices cannot connect. They come back by themselves when it runs.',
    worksDamaged:
      'The damaged file is still there, unchanged. The broker is not running, so devices cannot connect. They try again by themselves.',
    remedyTitle: 'What to do',
    remedies: {
      locked: 'Close the program that has porchlight.db open, such as a backup or a database viewer. Then try again.',
      damaged:
        'Restore a backup, if there is one below. If you have a copy of the folder elsewhere, quit Porchlight, put porchlight.db back, and start again. Otherwise set the damaged file aside and start fresh.',
      'read-only':
        'Make the folder and the files in it writable for you. If you changed nothing, check the disk: systems stop writing to one that fails. Then try again.',
      full: 'Free some space on the disk that holds the folder, for example by emptying the bin. Then try again.',
      failing: 'Check that the disk is connected and healthy. Then try again.',
      folder:
        'Make the folder by hand, or clear the way for it. Then try again. Porchlight can also be started with another one, by --data-dir.',
      newer: 'Install the newer Porchlight again, or put back a backup from before it.',
      keys: 'Unlock the keyring of this desktop if it is locked, make the folder “keys” readable for you, or put it back from a backup. Then try again.',
      other: 'Try again. If this stays, restart the computer.',
    } satisfies Record<StartTrouble['cause'], string>,
    folder: 'Data folder',
    tryAgain: 'Try again',
    showFolder: 'Show the folder',
    stillSo: 'It was tried again, and nothing has changed.',
    backups: 'Backups on this disk',
    backupsHint: 'Each of them was checked just now and can be read. The damaged file is kept.',
    noBackups: 'There is no backup on this disk that can be read.',
    restore: (date: string) => `Restore the backup of ${date}`,
    restoreTitle: (date: string) => `Restore the backup of ${date}?`,
    restoreText: (folder: string) =>
      `The hub becomes what it was then: devices that came in since must be let in again, and other changes since then are missing. The damaged file stays in ${folder}, as porchlight.damaged with today’s date in its name.`,
    restoreAction: 'Restore',
    setAside: 'Set the damaged file aside and start fresh',
    setAsideTitle: 'Start with an empty database?',
    setAsideText: (folder: string) =>
      `The hub will know no devices: their permissions, your settings, the activity and messages that wait for devices will be missing, and you let each device in again. The hub keeps its keys. The damaged file stays in ${folder}, as porchlight.damaged with today’s date in its name.`,
    setAsideAction: 'Start fresh',
  },
};
