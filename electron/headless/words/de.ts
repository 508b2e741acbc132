import type { Words } from './en.ts';

/** Dasselbe auf Deutsch. */
export const de: Words = {
  locale: 'de-DE',
  link: 'Diesen Link öffnen und das Passwort für Browser festlegen. Er gilt einmal, 24 Stunden lang:',
  certificate: 'Der Browser wird das Zertifikat des Hubs nicht kennen. Es ist das richtige, wenn sein SHA-256-Fingerabdruck so lautet:',
  restarting: 'Der Hub wird neu gestartet.',
  noBrowsers: 'Für Browser ist er nicht erreichbar, weil sich sein Port nicht öffnen ließ. Warum, steht unter Aktivität.',
  noDisplay: 'Hier gibt es keinen Bildschirm, also startet Porchlight ohne Fenster: Seine Seiten sind für Browser da.',
  folderTaken: (folder) =>
    `Auf dem Datenordner ${folder} läuft schon ein Porchlight. Es beenden, oder mit --data-dir einen anderen Ordner wählen.`,
  folderUnusable: (folder, why) => `Der Datenordner ${folder} ist nicht verwendbar: ${why}`,
  noLink: {
    noData: (folder) => `In ${folder} sind keine Daten von Porchlight. Es mit --headless starten, oder seinen Ordner nennen.`,
    otherVersion: () => 'Diese Daten hat eine andere Version von Porchlight geschrieben. Jene starten.',
    noBrowser: () => 'Dieser Hub war noch für keinen Browser erreichbar. Porchlight mit --headless starten.',
    notStored: (folder, why) => `Der Link ließ sich in ${folder} nicht speichern: ${why}.`,
  },
  trouble: {
    locked: (folder) =>
      `Ein anderes Programm hält die Datenbank in ${folder}. Es schließen, etwa eine Datensicherung oder einen Datenbank-Betrachter, und Porchlight neu starten.`,
    damaged: (folder) => `Die Datenbank in ${folder} ist beschädigt. Ursache kann ein Stromausfall oder ein defekter Datenträger sein.`,
    'read-only': (folder) =>
      `In ${folder} lässt sich nichts schreiben. Den Ordner und die Dateien darin für den Benutzer schreibbar machen, unter dem Porchlight läuft. Wenn nichts geändert wurde, den Datenträger prüfen: Systeme schreiben nicht mehr auf einen defekten.`,
    full: (folder) => `Der Datenträger mit ${folder} ist voll. Dort Platz schaffen und Porchlight neu starten.`,
    failing: (folder) =>
      `Die Datenbank in ${folder} ließ sich nicht lesen oder schreiben. Prüfen, ob der Datenträger verbunden und in Ordnung ist, und Porchlight neu starten.`,
    folder: (folder) =>
      `Der Datenordner ${folder} lässt sich nicht anlegen. Ihn von Hand anlegen, oder mit --data-dir einen anderen wählen.`,
    newer: (folder) =>
      `Die Daten in ${folder} sind von einem neueren Porchlight, und diese Version würde zerstören, was sie nicht kennt. Das neuere wieder installieren.`,
    keys: (folder) =>
      `Die Schlüssel des Hubs in ${folder}, im Ordner „keys“, sind nicht lesbar. Sie beweisen den Geräten, dass dies der Hub ist, den sie kennen. Sie für den Benutzer lesbar machen, unter dem Porchlight läuft, oder den Ordner „keys“ aus einer Kopie zurückholen. Porchlight legt keine neuen an, denn dann würde kein Gerät den Hub mehr kennen.`,
    other: () => 'Porchlight neu starten. Wenn das nicht hilft, den Computer neu starten.',
  },
  damage: {
    stands: 'Nichts wurde geändert. Der Broker läuft nicht, Geräte können sich also nicht verbinden; sie versuchen es von selbst wieder.',
    checked: 'Diese Sicherungen auf diesem Datenträger wurden gerade geprüft und sind lesbar, die neueste zuerst:',
    reasons: { daily: 'automatisch', asked: 'von Hand', before: 'vor einer Wiederherstellung' },
    command: 'Um die neueste wiederherzustellen, Porchlight so starten, oder mit der Kennung einer anderen:',
    service: 'Porchlight läuft hier als Dienst. Um die neueste wiederherzustellen, oder mit ihrer Kennung eine andere, dies ausführen:',
    container: (flag) => `In einem Container kommt ${flag} ans Ende des „docker run“, mit dem er gestartet wird.`,
    outcome: (folder) =>
      `Der Hub wird, was er damals war: Seitdem zugelassene Geräte müssen erneut zugelassen werden. Die beschädigte Datei bleibt in ${folder}, als porchlight.damaged mit dem heutigen Datum im Namen.`,
    none: 'Auf diesem Datenträger gibt es keine lesbare Sicherung. Um die beschädigte Datei beiseitezulegen und mit einem leeren Hub anzufangen, dies ausführen:',
    noneService:
      'Auf diesem Datenträger gibt es keine lesbare Sicherung. Porchlight läuft hier als Dienst; um die beschädigte Datei beiseitezulegen und mit einem leeren Hub anzufangen, dies ausführen:',
    noneOutcome: (folder) =>
      `Jedes Gerät muss dann erneut zugelassen werden; der Hub behält seine Schlüssel. Eine Sicherungsdatei lässt sich danach im Browser wiederherstellen: Einstellungen, Sicherungsdatei. Die beschädigte Datei bleibt in ${folder}, als porchlight.damaged mit dem heutigen Datum im Namen.`,
  },
  restore: {
    unknown: (id, folder) => `In ${folder} gibt es keine Sicherung ${id}. Nichts wurde geändert.`,
    list: 'Diese Sicherungen gibt es, die neueste zuerst:',
    none: 'Auf diesem Datenträger gibt es keine Sicherungen.',
    failed: (id, why) => `Die Sicherung ${id} wurde nicht wiederhergestellt: ${why}`,
    doneDamaged: (id) => `Die Sicherung ${id} steht jetzt an der Stelle der beschädigten Datenbank, die erhalten bleibt.`,
    done: (id) =>
      `Die Sicherung ${id} ist wiederhergestellt. Was vorher da war, ist als Sicherung aufgehoben: Einstellungen, Sicherungen auf diesem Datenträger.`,
    doneFresh: () => 'Die beschädigte Datenbank liegt beiseite und bleibt erhalten, und der Hub fängt leer an.',
    notDamaged: () => 'Nichts ist beschädigt, also wurde nichts beiseitegelegt. --restore-backup weglassen.',
    doneBefore: (id) =>
      `Die Sicherung ${id} wurde schon bei einem früheren Start wiederhergestellt, und nichts ist beschädigt, also geschieht es nicht noch einmal. --restore-backup weglassen.`,
  },
};
