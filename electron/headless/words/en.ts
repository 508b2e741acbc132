import type { StartTrouble } from '../../contract/start-trouble.ts';

/** What the hub without a screen prints for the person who started it. What programs wait for is the same in every language. */
export const en = {
  locale: 'en-GB',
  link: 'Open this link to set the password for browsers. It is good once, for 24 hours:',
  certificate: 'Your browser will not know the hub’s certificate. It is the right one if its SHA-256 fingerprint is',
  restarting: 'the hub is started again.',
  noBrowsers: 'browsers cannot reach it, because its port could not be opened. The activity log says why.',
  noDisplay: 'There is no display here, so Porchlight starts without a window: its pages are for browsers.',
  folderTaken: (folder: string) =>
    `Another Porchlight runs on the data folder ${folder}. Stop it, or choose another folder with --data-dir.`,
  folderUnusable: (folder: string, why: string) => `The data folder ${folder} cannot be used: ${why}`,
  noLink: {
    noData: (folder: string) => `There is no data of Porchlight in ${folder}. Start it with --headless, or name its folder.`,
    otherVersion: () => 'This data was written by another version of Porchlight. Start that one.',
    noBrowser: () => 'No browser could reach this hub yet. Start Porchlight with --headless.',
    notStored: (folder: string, why: string) => `The link could not be stored in ${folder}: ${why}.`,
  },
  trouble: {
    locked: (folder: string) =>
      `Another program holds the database in ${folder}. Close it, for example a backup or a database viewer, and start Porchlight again.`,
    damaged: (folder: string) => `The database in ${folder} is damaged. A power cut or a failing disk can do that.`,
    'read-only': (folder: string) =>
      `Nothing can be written in ${folder}. Make the folder and the files in it writable for the user that Porchlight runs as. If nobody changed that, check the disk: systems stop writing to one that fails.`,
    full: (folder: string) => `The disk that holds ${folder} is full. Free some space on it, and start Porchlight again.`,
    failing: (folder: string) =>
      `Reading or writing the database in ${folder} failed. Check that the disk is connected and healthy, and start Porchlight again.`,
    folder: (folder: string) => `The data folder ${folder} cannot be made. Make it by hand, or choose another one with --data-dir.`,
    newer: (folder: string) =>
      `The data in ${folder} is of a newer Porchlight, and this version would destroy what it does not know. Install the newer one again.`,
    keys: (folder: string) =>
      `The hub’s keys in ${folder}, in the folder “keys”, cannot be read. They prove to your devices that this is the hub they know. Make them readable for the user that Porchlight runs as, or put the folder “keys” back from a copy. Porchlight makes no new ones in their place, because then no device would know the hub any more.`,
    other: () => 'Start Porchlight again. If this stays, restart the computer.',
  } satisfies Record<StartTrouble['cause'], (folder: string) => string>,
  damage: {
    stands: 'Nothing was changed. The broker does not run, so devices cannot connect; they try again by themselves.',
    checked: 'These backups on this disk were checked just now and can be read, the newest first:',
    reasons: { daily: 'made by itself', asked: 'made by you', before: 'made before another was restored' },
    command: 'To restore the newest one, start Porchlight like this, or with the id of another:',
    service: 'Porchlight runs as a service here. To restore the newest one, or with its id another, run:',
    container: (flag: string) => `In a container, put ${flag} at the end of the “docker run” that you start it with.`,
    outcome: (folder: string) =>
      `The hub becomes what it was then: devices that came in since must be let in again. The damaged file stays in ${folder}, as porchlight.damaged with today’s date in its name.`,
    none: 'There is no backup on this disk that can be read. To set the damaged file aside and start with an empty hub, run:',
    noneService:
      'There is no backup on this disk that can be read. Porchlight runs as a service here; to set the damaged file aside and start with an empty hub, run:',
    noneOutcome: (folder: string) =>
      `You then let each device in again; the hub keeps its keys. If you have a backup file, restore it then in a browser: Settings, Backup file. The damaged file stays in ${folder}, as porchlight.damaged with today’s date in its name.`,
  },
  restore: {
    unknown: (id: string, folder: string) => `There is no backup ${id} in ${folder}. Nothing was changed.`,
    list: 'These backups are there, the newest first:',
    none: 'There are no backups on this disk.',
    failed: (id: string, why: string) => `The backup ${id} was not restored: ${why}`,
    doneDamaged: (id: string) => `the backup ${id} took the place of the damaged database, which is kept.`,
    done: (id: string) => `the backup ${id} was restored. What was there before is kept as a backup: Settings, Backups on this disk.`,
    doneFresh: () => 'the damaged database was set aside and is kept, and the hub starts empty.',
    notDamaged: () => 'nothing is damaged, so nothing was set aside. Leave out --restore-backup.',
    doneBefore: (id: string) =>
      `the backup ${id} was restored at an earlier start, and nothing is damaged, so it is not restored again. Leave out --restore-backup.`,
  },
};

export type Words = typeof en;
