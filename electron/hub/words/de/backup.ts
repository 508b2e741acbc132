import type { enBackup } from '../en/backup.ts';

/** Backups: the encrypted file, those on this disk, and putting one in place. */
export const deBackup: typeof enBackup = {
  noBackup: 'Diese Datei ist keine Sicherung von Porchlight. Eine andere wählen.',
  damaged:
    'Diese Sicherung ist beschädigt und nicht verwendbar. Nichts wurde geändert. Eine andere Kopie davon oder eine ältere Sicherung versuchen.',
  newer:
    'Diese Sicherung stammt von einem neueren Porchlight. Jene Version hier installieren, dann erneut wiederherstellen. Nichts wurde geändert.',
  wrongPassphrase: 'Die Passphrase passt nicht zu dieser Sicherung. Nichts wurde geändert. Sie erneut eingeben.',
  noRoom: 'Auf dem Datenträger mit den Daten ist zu wenig Platz. Platz schaffen und erneut versuchen. Nichts wurde geändert.',
  tooCostly: 'Diese Datei verlangt mehr Arbeit oder Speicher als jede Sicherung von Porchlight und wird daher nicht geöffnet.',
  noFile: (file) => `${file} ist keine Datei. Eine andere wählen.`,
  fileLarge: (file) => `${file} ist größer als jede Sicherung von Porchlight. Eine andere Datei wählen.`,
  notRead: (file, why) => `${file} lässt sich nicht lesen: ${why}. Eine andere Datei wählen.`,
  notWritten: (file, why) => `Die Sicherung lässt sich nicht in ${file} schreiben: ${why}. Einen anderen Namen oder Ort wählen.`,
  exists: 'es gibt schon eine Datei mit diesem Namen, und eine Sicherung ersetzt nie eine',

  sameMoment: 'Eine Sicherung von genau diesem Moment gibt es schon. Erneut versuchen.',
  gone: 'Diese Sicherung ist nicht mehr da. Eine andere wählen.',
  leaving: 'Porchlight startet gleich neu. Danach erneut versuchen.',
  busy: 'Eine andere Sicherung wird gerade erstellt oder gelesen. Erneut versuchen, wenn das fertig ist.',
  stopped: 'Der Hub wurde beendet, bevor das fertig war. Nichts wurde geändert.',
  halfPlaced: (file) =>
    `Eine Sicherung wurde gerade eingespielt, und ${file} sagt, was noch zu tun ist, lässt sich aber nicht lesen. Den Datenordner aus einer Kopie zurückholen.`,

  made: 'Eine Sicherung dieses Hubs wurde in einer verschlüsselten Datei erstellt.',
  madeLocal: 'Eine lokale Sicherung wurde erstellt.',
  dailyFailed: (problem) => `Die automatische Sicherung ließ sich nicht erstellen. ${problem}`,
  seeLog: 'Das Protokoll hat die Einzelheiten.',
};
