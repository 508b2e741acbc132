import type { StorageState } from '../../../contract/storage.ts';

type Trouble = Exclude<StorageState['state'], 'ok'>;

/** What keeps the hub from starting, and from writing. */
export const enStorage = {
  works: 'Connected devices stay connected, messages of QoS 0 are delivered, and live topics go on.',
  stopped:
    'Messages of QoS 1 and 2 are not acknowledged: devices keep them and send them again. Nothing that you change can be saved, and new devices cannot be let in.',
  problems: {
    full: (folder: string) => `The disk that holds ${folder} is full.`,
    'read-only': (folder: string) => `Nothing can be written in ${folder}.`,
    locked: (folder: string) => `Another program holds the database in ${folder}.`,
    damaged: (folder: string) => `The database in ${folder} is damaged.`,
    failing: (folder: string) => `The disk that holds ${folder} does not work as it should.`,
  } satisfies Record<Trouble, unknown>,
  remedies: {
    full: 'Free some space on that disk, for example by emptying the bin. Porchlight then goes on by itself.',
    'read-only':
      'Make the folder and the files in it writable for you again. If you changed nothing, check the disk: systems stop writing to one that fails. Porchlight then goes on by itself.',
    locked: 'Close the program that has porchlight.db open, such as a backup or a database viewer. Porchlight then goes on by itself.',
    damaged: 'Copy the folder to a safe place, then quit Porchlight and open it again: it checks the file and says what can be done.',
    failing: 'Check that the disk is connected and healthy. Porchlight tries again by itself.',
  } satisfies Record<Trouble, string>,
  notSaved: {
    full: 'This could not be saved, because the disk is full. Free some space and try again.',
    'read-only': 'This could not be saved, because nothing can be written in the data folder. Make it writable and try again.',
    locked: 'This could not be saved, because another program holds the database. Close that program and try again.',
    damaged: 'This could not be saved, because the database is damaged. Quit Porchlight and open it again to see what can be done.',
    failing: 'This could not be saved, because the disk does not work as it should. Check the disk and try again.',
  } satisfies Record<Trouble, string>,

  notOpened: (why: string) => `Porchlight could not open its data: ${why}`,
  newer: (theirs: number, ours: number) =>
    `This data was written by a newer Porchlight (its version ${theirs}, ours ${ours}). Install the newer one.`,
  keysUnreadable: 'You may not read them.',
  folder: {
    forbidden: 'You may not make a folder there.',
    readOnly: 'That disk is read-only.',
    fileThere: 'There is a file of this name.',
    fileInPath: 'There is a file in its path.',
    nothingAbove: 'The place that it should be in is not there.',
    refused: 'The system refused it.',
  },
};
