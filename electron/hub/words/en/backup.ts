/** Backups: the encrypted file, those on this disk, and putting one in place. `file` comes clean and ready to be shown. */
export const enBackup = {
  noBackup: 'This file is no backup of Porchlight. Choose another one.',
  damaged: 'This backup is damaged and cannot be used. Nothing was changed. Try another copy of it, or an older backup.',
  newer: 'This backup was made by a newer Porchlight. Install that version here, then restore it again. Nothing was changed.',
  wrongPassphrase: 'The passphrase is not the one of this backup. Nothing was changed. Type it again.',
  noRoom: 'There is too little room on the disk that holds the data. Free some space, then try again. Nothing was changed.',
  tooCostly: 'This file asks for more work or memory than any backup of Porchlight does, so it is not opened.',
  noFile: (file: string) => `${file} is not a file. Choose another one.`,
  fileLarge: (file: string) => `${file} is larger than any backup of Porchlight. Choose another file.`,
  /** `why`: a clause, without its stop. */
  notRead: (file: string, why: string) => `${file} cannot be read: ${why}. Choose another file.`,
  notWritten: (file: string, why: string) => `The backup cannot be written to ${file}: ${why}. Choose another name or place.`,
  exists: 'there is a file of this name already, and a backup never takes the place of one',

  sameMoment: 'A backup of this very moment is there already. Try again.',
  gone: 'This backup is not there any more. Choose another one.',
  leaving: 'Porchlight is about to start anew. Try again when it has.',
  busy: 'Another backup is being made or read. Try again when that is done.',
  stopped: 'The hub was stopped before this was done. Nothing was changed.',
  halfPlaced: (file: string) =>
    `A backup was being put in place, and ${file} says what is left to do, but cannot be read. Put back the data folder from a copy.`,

  made: 'You made a backup of this hub, in an encrypted file.',
  madeLocal: 'You made a local backup.',
  dailyFailed: (problem: string) => `The automatic backup could not be made. ${problem}`,
  seeLog: 'The log has the details.',
};
