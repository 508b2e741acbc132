import type { Words } from './en.ts';

/** German, in the words that renderer/strings/de.ts lists. */
export const de: Words = {
  locale: 'de-DE',
  pages: {
    inbox: 'Eingang',
    devices: 'Geräte',
    network: 'Netzwerk',
    topics: 'Topics',
    queues: 'Warteschlangen',
    activity: 'Aktivität',
    security: 'Sicherheit',
    help: 'Hilfe',
    settings: 'Einstellungen',
  },
  menu: { door: 'Tür öffnen oder schließen', close: 'Fenster schließen', quit: 'Beenden', view: 'Ansicht' },
  edit: {
    title: 'Bearbeiten',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    cut: 'Ausschneiden',
    copy: 'Kopieren',
    paste: 'Einfügen',
    selectAll: 'Alles auswählen',
  },
  view: { actualSize: 'Originalgröße', zoomIn: 'Vergrößern', zoomOut: 'Verkleinern', fullScreen: 'Vollbild ein/aus' },
  tray: { open: 'Porchlight öffnen', pair: 'EmonESP-Geräte koppeln', quit: 'Beenden' },
  door: {
    always: 'Geräte dürfen jederzeit anfragen',
    close: 'Tür schließen',
    closeOpenUntil: (time) => `Tür schließen (offen bis ${time})`,
    open: (minutes) => `Tür für ${minutes} ${minutes === 1 ? 'Minute' : 'Minuten'} öffnen`,
  },
  waiting: (count) => {
    if (count === 0) return 'Niemand wartet';
    return count === 1 ? '1 Gerät möchte sich verbinden' : `${count} Geräte möchten sich verbinden`;
  },
  newer: (version) => `Porchlight ${version} ist verfügbar`,
  quitting: {
    message: (count) => (count === 1 ? '1 Gerät ist verbunden' : `${count} Geräte sind verbunden`),
    detail: (named, rest, count) =>
      `${named}${rest > 0 ? ` und ${rest} weitere` : ''}.\n\n${
        count === 1 ? 'Es kann' : 'Sie können'
      } keine Messwerte senden, bis Porchlight wieder läuft.`,
    quit: 'Beenden',
    stay: 'Weiterlaufen lassen',
  },
  goneToTray: {
    title: 'Porchlight läuft weiter',
    text: 'Geräte bleiben verbunden. Öffnen über das Symbol im Infobereich oder durch erneutes Starten; beenden über das Menü des Symbols.',
  },
  popup: { title: 'Porchlight fragt' },
  unnamed: 'Ein Gerät',
  notification: {
    wantsIn: (name) => `${name} möchte sich verbinden`,
    waiting: (count) => `${count} Geräte warten`,
    decide: 'Zum Entscheiden Porchlight öffnen.',
    ways: { emonesp: 'EmonESP-Kopplung, unverschlüsselt gesendet', v1: 'Kopplung über HTTPS' },
    allow: 'Zulassen',
    deny: 'Ablehnen',
    openCard: 'Karte öffnen …',
    compareCode: 'Code vergleichen …',
    alert: 'Alarm',
    alerts: (count) => `${count} Alarme`,
    more: (count) => `und ${count} weitere`,
  },
  files: {
    save: 'Datei speichern',
    place: 'Ort wählen',
    notSaved: (path, why) => `Die Datei ließ sich nicht als ${path} speichern: ${why}. Einen anderen Ort wählen.`,
    why: {
      forbidden: 'Ihr Benutzer darf dort nicht schreiben',
      readOnly: 'dort lässt sich nichts schreiben',
      full: 'der Datenträger ist voll',
      folderThere: 'es gibt einen Ordner mit diesem Namen',
      nothingThere: 'diesen Ordner gibt es nicht',
      failing: 'der Datenträger arbeitet nicht richtig',
      refused: 'das System hat es verweigert',
    },
    notShown: (folder) => `Kein Programm auf diesem Computer konnte ${folder} zeigen.`,
  },
  refused: 'Das hat nicht geklappt',
  loginItem: {
    folder:
      'Aus einem Ordner mit „=“ im Namen lässt sich Porchlight nicht beim Anmelden starten. In einen anderen Ordner verschieben und erneut versuchen.',
    failed: (why) => `Das System hat es nicht angenommen: ${why}. Nichts wurde geändert.`,
    approval: 'macOS wartet auf Zustimmung: Systemeinstellungen › Allgemein › Anmeldeobjekte öffnen und Porchlight dort erlauben.',
    notHere: 'Diese Kopie von Porchlight lässt sich nicht beim Anmelden starten: Das kann nur eine installierte.',
  },
  updates: {
    notHere: 'Diese Kopie von Porchlight kann sich nicht selbst aktualisieren. Die neue Version auf demselben Weg installieren wie diese.',
    notFound: (why) => `Es ließ sich nicht feststellen, ob es eine neuere Version gibt: ${why}. Später erneut versuchen.`,
    notFetched: (why) => `Die neue Version ließ sich nicht laden: ${why}. Nichts wurde geändert; später erneut versuchen.`,
    notLooked: 'Zuerst nach einer neueren Version suchen.',
    notFetchedYet: 'Die neue Version ist noch nicht da: Sie zuerst laden.',
  },
  hub: {
    keyringForeign: (file) =>
      `${file} lässt sich nicht entschlüsseln: Die Datei ist beschädigt oder wurde mit dem Schlüsselbund eines anderen Benutzers oder Computers verschlüsselt. Den Datenordner und den Schlüsselbund, die zusammengehören, zurückholen und Porchlight neu starten.`,
    keyringLocked:
      'Die Schlüssel dieses Hubs sind durch den Schlüsselbund dieses Desktops verschlüsselt, und der ist jetzt nicht verwendbar. Den Schlüsselbund entsperren und Porchlight neu starten.',
    failed: 'Porchlight konnte nicht weitermachen',
    ended: (why) => `Der Hub endete unerwartet (${why}).`,
    stopped: 'Der Hub ist beendet.',
    away: 'Der Hub läuft gerade nicht. Erneut versuchen, wenn er gestartet ist.',
    endsAgain: (why) => `Er wurde mehrmals neu gestartet und endete jedes Mal. ${why}`,
    notDamaged: 'Die Daten sind nicht beschädigt, also wurde nichts beiseitegelegt.',
  },
};
