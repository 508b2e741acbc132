import type { enTrouble } from './en-trouble.ts';

/** The page in place of all others while the hub cannot start, and the banner while it cannot save. */
export const deTrouble: typeof enTrouble = {
  restartTitle: 'Der Hub hat sich unerwartet beendet und wird neu gestartet',
  restartText: 'Geräte verbinden sich von selbst wieder. Was hier eingetippt ist, bleibt.',
  remedy: 'Was zu tun ist:',
  stopped: 'Was nicht mehr geht:',
  works: 'Was noch geht:',
  start: {
    titles: {
      locked: 'Ein anderes Programm hält die Datenbank',
      damaged: 'Die Datenbank ist beschädigt',
      'read-only': 'Im Datenordner lässt sich nichts schreiben',
      full: 'Der Datenträger ist voll',
      failing: 'Der Datenträger arbeitet nicht richtig',
      folder: 'Der Datenordner lässt sich nicht anlegen',
      newer: 'Die Daten sind von einem neueren Porchlight',
      keys: 'Die Schlüssel dieses Hubs sind nicht lesbar',
      other: 'Porchlight kann nicht starten',
    },
    happened: {
      locked: 'Porchlight braucht seine Datenbank für sich allein und hat einige Sekunden auf sie gewartet.',
      damaged:
        'Was in porchlight.db gespeichert ist, lässt sich nicht lesen. Ursache kann ein Stromausfall oder ein defekter Datenträger sein.',
      'read-only': 'Porchlight speichert hier, wer hereinkommen darf und was auf wen wartet, und es darf dort nicht schreiben.',
      full: 'Porchlight speichert hier, wer hereinkommen darf und was auf wen wartet, und dafür ist kein Platz mehr.',
      failing: 'Die Datenbank ließ sich nicht lesen oder schreiben.',
      folder: 'In diesem Ordner bewahrt Porchlight alles auf, was es speichert.',
      newer: 'Diese Version kann sie nicht lesen und würde zerstören, was sie nicht kennt.',
      keys: 'Sie liegen im Ordner „keys“ und beweisen Ihren Geräten, dass dies der Hub ist, den sie kennen. Ohne sie wäre es ein anderer Hub.',
      other: 'Etwas Unvorhergesehenes hält den Hub vom Starten ab.',
    },
    worksTitle: 'Was noch geht',
    works:
      'Nichts Gespeichertes ist verloren. Der Broker läuft nicht, Geräte können sich also nicht verbinden. Sobald er läuft, kommen sie von selbst zurück.',
    worksDamaged:
      'Die beschädigte Datei ist unverändert noch da. Der Broker läuft nicht, Geräte können sich also nicht verbinden. Sie versuchen es von selbst wieder.',
    remedyTitle: 'Was zu tun ist',
    remedies: {
      locked:
        'Das Programm schließen, das porchlight.db offen hat, etwa eine Datensicherung oder einen Datenbank-Betrachter. Dann erneut versuchen.',
      damaged:
        'Eine Sicherung wiederherstellen, wenn unten eine steht. Gibt es anderswo eine Kopie des Ordners: Porchlight beenden, porchlight.db daraus zurückkopieren und neu starten. Sonst die beschädigte Datei beiseitelegen und neu anfangen.',
      'read-only':
        'Den Ordner und die Dateien darin für Ihren Benutzer schreibbar machen. Wenn nichts geändert wurde, den Datenträger prüfen: Systeme schreiben nicht mehr auf einen defekten. Dann erneut versuchen.',
      full: 'Auf dem Datenträger mit dem Ordner Platz schaffen, zum Beispiel den Papierkorb leeren. Dann erneut versuchen.',
      failing: 'Prüfen, ob der Datenträger verbunden und in Ordnung ist. Dann erneut versuchen.',
      folder:
        'Den Ordner von Hand anlegen oder den Weg dafür frei machen. Dann erneut versuchen. Mit --data-dir lässt sich Porchlight auch mit einem anderen starten.',
      newer: 'Das neuere Porchlight wieder installieren, oder eine Sicherung aus der Zeit davor zurückspielen.',
      keys: 'Den Schlüsselbund dieses Desktops entsperren, falls er gesperrt ist, den Ordner „keys“ lesbar machen oder aus einer Sicherung zurückholen. Dann erneut versuchen.',
      other: 'Erneut versuchen. Wenn das nicht hilft, den Computer neu starten.',
    },
    folder: 'Datenordner',
    tryAgain: 'Erneut versuchen',
    showFolder: 'Ordner zeigen',
    stillSo: 'Es wurde erneut versucht, und nichts hat sich geändert.',
    backups: 'Sicherungen auf diesem Datenträger',
    backupsHint: 'Jede wurde gerade geprüft und ist lesbar. Die beschädigte Datei bleibt erhalten.',
    noBackups: 'Auf diesem Datenträger gibt es keine lesbare Sicherung.',
    restore: (date) => `Sicherung vom ${date} wiederherstellen`,
    restoreTitle: (date) => `Sicherung vom ${date} wiederherstellen?`,
    restoreText: (folder) =>
      `Der Hub wird, was er damals war: Seitdem zugelassene Geräte müssen erneut zugelassen werden, andere Änderungen fehlen. Die beschädigte Datei bleibt in ${folder}, als porchlight.damaged mit dem heutigen Datum im Namen.`,
    restoreAction: 'Wiederherstellen',
    setAside: 'Beschädigte Datei beiseitelegen und neu anfangen',
    setAsideTitle: 'Mit einer leeren Datenbank starten?',
    setAsideText: (folder) =>
      `Der Hub kennt dann keine Geräte: Ihre Berechtigungen, die Einstellungen, die Aktivität und auf Geräte wartende Nachrichten fehlen, und jedes Gerät muss neu zugelassen werden. Der Hub behält seine Schlüssel. Die beschädigte Datei bleibt in ${folder}, als porchlight.damaged mit dem heutigen Datum im Namen.`,
    setAsideAction: 'Neu anfangen',
  },
};
