import type { enStorage } from '../en/storage.ts';

/** What keeps the hub from starting, and from writing. */
export const deStorage: typeof enStorage = {
  works: 'Verbundene Geräte bleiben verbunden, Nachrichten mit QoS 0 werden zugestellt, und Live-Topics laufen weiter.',
  stopped:
    'Nachrichten mit QoS 1 und 2 werden nicht bestätigt: Geräte behalten sie und senden sie erneut. Änderungen lassen sich nicht speichern, und neue Geräte können nicht zugelassen werden.',
  problems: {
    full: (folder) => `Der Datenträger mit ${folder} ist voll.`,
    'read-only': (folder) => `In ${folder} lässt sich nichts schreiben.`,
    locked: (folder) => `Ein anderes Programm hält die Datenbank in ${folder}.`,
    damaged: (folder) => `Die Datenbank in ${folder} ist beschädigt.`,
    failing: (folder) => `Der Datenträger mit ${folder} arbeitet nicht richtig.`,
  },
  remedies: {
    full: 'Auf diesem Datenträger Platz schaffen, zum Beispiel den Papierkorb leeren. Porchlight macht dann von selbst weiter.',
    'read-only':
      'Den Ordner und die Dateien darin wieder für Ihren Benutzer schreibbar machen. Wenn nichts geändert wurde, den Datenträger prüfen: Systeme schreiben nicht mehr auf einen defekten. Porchlight macht dann von selbst weiter.',
    locked:
      'Das Programm schließen, das porchlight.db offen hat, etwa eine Datensicherung oder einen Datenbank-Betrachter. Porchlight macht dann von selbst weiter.',
    damaged:
      'Den Ordner an einen sicheren Ort kopieren, dann Porchlight beenden und neu öffnen: Es prüft die Datei und sagt, was sich tun lässt.',
    failing: 'Prüfen, ob der Datenträger verbunden und in Ordnung ist. Porchlight versucht es von selbst wieder.',
  },
  notSaved: {
    full: 'Das ließ sich nicht speichern, weil der Datenträger voll ist. Platz schaffen und erneut versuchen.',
    'read-only':
      'Das ließ sich nicht speichern, weil im Datenordner nichts geschrieben werden kann. Ihn schreibbar machen und erneut versuchen.',
    locked: 'Das ließ sich nicht speichern, weil ein anderes Programm die Datenbank hält. Jenes Programm schließen und erneut versuchen.',
    damaged:
      'Das ließ sich nicht speichern, weil die Datenbank beschädigt ist. Porchlight beenden und neu öffnen, um zu sehen, was sich tun lässt.',
    failing: 'Das ließ sich nicht speichern, weil der Datenträger nicht richtig arbeitet. Den Datenträger prüfen und erneut versuchen.',
  },

  notOpened: (why) => `Porchlight konnte seine Daten nicht öffnen: ${why}`,
  newer: (theirs, ours) =>
    `Diese Daten wurden von einem neueren Porchlight geschrieben (dessen Version ${theirs}, unsere ${ours}). Das neuere installieren.`,
  keysUnreadable: 'Ihr Benutzer darf sie nicht lesen.',
  folder: {
    forbidden: 'Ihr Benutzer darf dort keinen Ordner anlegen.',
    readOnly: 'Auf diesen Datenträger lässt sich nicht schreiben.',
    fileThere: 'Es gibt schon eine Datei mit diesem Namen.',
    fileInPath: 'In seinem Pfad liegt eine Datei.',
    nothingAbove: 'Den Ort, an dem er liegen soll, gibt es nicht.',
    refused: 'Das System hat es verweigert.',
  },
};
