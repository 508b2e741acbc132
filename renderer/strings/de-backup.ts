import type { enBackup } from './en-backup.ts';
import { pluralDe } from './plural.ts';

/** Backups, and moving the hub to another computer. */
export const deBackup: typeof enBackup = {
  file: {
    title: 'Sicherungsdatei',
    text: 'Eine verschlüsselte Datei mit allem, was diesen Hub ausmacht: Identität und Zertifizierungsstelle, Geräte mit ihren Passwörtern und Berechtigungen, Bootstrap-Zugänge, Retained-Nachrichten und Einstellungen. Auf einem anderen Computer wiederhergestellt, ist sie der Hub, den die Geräte kennen: Sie verbinden sich ohne neue Kopplung.',
    make: 'Sicherung erstellen …',
    restore: 'Sicherung wiederherstellen …',
  },
  make: {
    title: 'Sicherung erstellen',
    passphrase: 'Passphrase',
    again: 'Passphrase wiederholen',
    warning:
      'Ohne die Passphrase kann niemand diese Datei öffnen, auch wir nicht. Sie gehört an einen Ort, der auch ohne diesen Computer erreichbar ist.',
    tooShort: (least) => `Mindestens ${least} Zeichen.`,
    different: 'Die beiden Eingaben sind nicht gleich.',
    strengths: {
      weak: 'Schwach: Ein Computer kann sie erraten. Besser sind vier oder mehr Wörter, die nichts miteinander zu tun haben.',
      fair: 'Mittel: Länger ist besser, mit Wörtern, die nichts miteinander zu tun haben.',
      good: 'Gut, außer wenn es ein Spruch oder eine Zeile ist, die andere kennen.',
    },
    action: 'Ort wählen und speichern',
    actionInBrowser: 'Erstellen und herunterladen',
    fileName: (day) => `porchlight-${day}.backup`,
    doneTitle: 'Die Sicherung ist erstellt',
    done: (name, size) =>
      `${name} hat ${size}. Am besten auf einen anderen Datenträger kopieren: Hier hilft sie nicht, wenn dieser Computer verloren geht.`,
    doneInBrowser: (name, size) =>
      `${name} hat ${size}. Der Browser legt die Datei bei seinen Downloads ab. Sie gehört dorthin, wo sie sicher ist, wenn der Hub verloren geht.`,
  },
  restore: {
    title: 'Sicherung wiederherstellen',
    file: 'Sicherungsdatei',
    choose: 'Auswählen …',
    none: 'Keine ausgewählt',
    missing: 'Zuerst die Datei auswählen.',
    passphrase: 'Passphrase',
    passphraseMissing: 'Die Passphrase dieser Datei eingeben.',
    look: 'Ansehen',
    lookHint: 'Die Datei wird nur gelesen. Es ändert sich nichts.',
    hub: 'Hub',
    hubId: 'Hub-ID',
    madeAt: 'Erstellt',
    version: 'Von Porchlight',
    devices: 'Geräte',
    deviceCount: (count) => pluralDe(count, 'Gerät', 'Geräte'),
    thisHub: 'Dies ist eine Sicherung dieses Hubs.',
    otherHub: 'Dies ist eine Sicherung eines anderen Hubs. Dieser Computer wird zu jenem Hub, und der jetzige endet.',
    twins:
      'Der Hub auf dem alten Computer darf nicht weiterlaufen. Laufen beide, treffen Geräte auf zwei Hubs mit derselben Identität, und es ist ungewiss, welchem sie folgen.',
    happens: 'Was geschieht',
    steps: [
      'Der jetzige Stand wird zuerst als lokale Sicherung aufbewahrt.',
      'Der Hub startet neu. Verbindungen enden für einen Moment, und Geräte verbinden sich von selbst wieder.',
      'Was sich seit der Sicherung geändert hat, fehlt. Nachrichten, die auf ein Gerät warteten, werden nicht noch einmal gesendet.',
    ],
    stepInBrowser:
      'Danach ist hier eine neue Anmeldung nötig. Das Passwort für Browser bleibt das dieses Computers. Der Browser fragt vielleicht noch einmal nach dem Zertifikat des Hubs.',
    action: 'Wiederherstellen',
    other: 'Andere Datei',
    doneTitle: 'Die Sicherung ist wiederhergestellt',
    done: 'Der Hub startet jetzt damit neu. Geräte verbinden sich von selbst wieder.',
    doneInBrowser: 'Der Hub startet jetzt damit neu. Diese Seite fragt dann nach dem Passwort. Wenn nicht, sie neu laden.',
  },
  local: {
    title: 'Sicherungen auf diesem Datenträger',
    text: 'Porchlight erstellt jeden Tag eine und behält die letzten 7. Sie helfen, wenn die Datenbank beschädigt ist oder etwas versehentlich gelöscht wurde, nicht wenn der Datenträger verloren geht.',
    makeNow: 'Jetzt eine erstellen',
    made: 'Erstellt.',
    empty: 'Es gibt noch keine. Die erste entsteht einige Minuten nach dem Start.',
    where: 'Sie liegen in',
    reasons: {
      daily: 'von selbst erstellt',
      asked: 'auf Wunsch erstellt',
      before: 'vor einer Wiederherstellung erstellt',
    },
    restore: 'Wiederherstellen …',
    restoreOf: (date) => `Sicherung vom ${date} wiederherstellen …`,
    confirmTitle: (date) => `Sicherung vom ${date} wiederherstellen?`,
    confirmText:
      'Was sich seitdem geändert hat, fehlt danach; der jetzige Stand wird zuerst als lokale Sicherung aufbewahrt. Der Hub startet neu: Verbindungen enden für einen Moment, und Geräte verbinden sich von selbst wieder.',
    confirmAction: 'Wiederherstellen',
  },
};
