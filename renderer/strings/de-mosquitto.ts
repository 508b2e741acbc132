import type { enMosquitto } from './en-mosquitto.ts';
import { numberDe, pluralDe } from './plural.ts';

/** Coming from Mosquitto. */
export const deMosquitto: typeof enMosquitto = {
  title: 'Willkommen von Mosquitto',
  section: 'Umstieg von Mosquitto?',
  sectionText: 'Listener, Geräte mit ihren Passwörtern, Berechtigungen und Zertifikate mitnehmen. Niemand muss ein Passwort neu eintippen.',
  open: 'mosquitto.conf importieren …',
  steps: {
    files: 'Die Konfiguration von Mosquitto wählen. Sie wird nur gelesen, und nichts ändert sich, bevor zu sehen war, was geschehen würde.',
    review: 'Noch ist nichts geändert. Durchsehen, was mitkäme, und weglassen, was nicht gewünscht ist.',
    result: 'Das wurde getan.',
  },
  files: {
    file: 'Konfiguration',
    fileHint: 'Meist /etc/mosquitto/mosquitto.conf.',
    passwordFile: 'Andere Passwortdatei (optional)',
    passwordFileHint: 'Wenn die in der Konfiguration genannte hier nicht lesbar ist, eine Kopie davon wählen.',
    aclFile: 'Andere ACL-Datei (optional)',
    aclFileHint: 'Ebenso für die Datei mit den Berechtigungen.',
    choose: 'Wählen …',
    chooseOf: (what) => `Wählen: ${what}`,
    missing: 'Die Datei wählen oder ihren ganzen Pfad eingeben.',
    read: 'Ansehen',
  },
  nothing: 'Hier wurde nichts gefunden, was mitkommen könnte.',
  devices: {
    title: (count) => pluralDe(count, 'Gerät', 'Geräte'),
    everything:
      'Es gibt keine ACL-Datei, also darf jedes alles veröffentlichen und lesen, wie bei Mosquitto. Auf der Seite jedes Geräts lässt sich das einschränken.',
    plugin: 'Ein Plugin entschied, was sie dürfen, und das ist nicht lesbar. Sie dürfen nichts, bis es auf ihren Seiten erlaubt wird.',
    all: 'Alle',
    none: 'Keine',
    find: 'Gerät suchen',
    publish: 'Darf veröffentlichen auf',
    subscribe: 'Darf abonnieren',
    nothing: 'nichts',
    chosen: (chosen, all) => `${numberDe(chosen)} von ${numberDe(all)} gewählt`,
    more: (count) => `${pluralDe(count, 'weiteres Gerät wird', 'weitere Geräte werden')} nicht gezeigt. Sie lassen sich nach Namen suchen.`,
  },
  certificates: {
    title: (count) => pluralDe(count, 'Zertifikat', 'Zertifikate'),
    take: 'Zertifikate importieren',
    for: (names) => `Für ${names.join(', ')}`,
  },
  listeners: {
    title: (count) => pluralDe(count, 'Listener', 'Listener'),
    take: 'Listener so einrichten',
    hint: 'Wenn Mosquitto auf diesem Computer noch läuft, es zuerst beenden: Zwei Programme können nicht denselben Port belegen.',
    line: (name, port, where, rule) => `${name} auf Port ${port}: ${where}, ${rule}`,
    rules: { password: 'mit Benutzername und Passwort', certificate: 'nur mit Zertifikat', anyone: 'jeder' },
  },
  limits: {
    title: (count) => pluralDe(count, 'Grenze', 'Grenzen'),
    take: 'Grenzen übernehmen',
    names: {
      waitingMessages: 'Nachrichten, die auf einen Client warten dürfen',
      waitingBytes: 'Bytes, die auf einen Client warten dürfen',
      inFlight: 'Nachrichten, die zu einem Client unterwegs sind',
      packetBytes: 'Bytes des längsten Pakets',
      connections: 'Verbindungen',
      sessionDays: 'Tage, die eine Sitzung aufbewahrt wird',
      keepAliveMinutes: 'Minuten des längsten Keep-Alive',
    },
    change: (from, to) => `${numberDe(from)} wird ${numberDe(to)}`,
  },
  remarks: {
    titles: {
      wrong: 'Fehler in den Dateien',
      left: 'Nicht übernommen',
      differs: 'Übernommen, aber anders',
    },
    texts: {
      wrong: 'Auch Mosquitto kann diese Zeilen nicht verwenden.',
      left: 'Zeile für Zeile, mit dem Grund.',
      differs: 'Was hier auf andere Art funktioniert.',
    },
    line: (file, line) => (line === null ? file : `${file}, Zeile ${line}`),
    more: (count) => `${pluralDe(count, 'weitere Anmerkung ist', 'weitere Anmerkungen sind')} weggelassen.`,
    none: 'Alles in den Dateien wird übernommen.',
  },
  back: 'Andere Dateien wählen',
  again: 'Noch einmal ansehen',
  apply: 'Importieren',
  applyNothing: 'Zuerst etwas zum Importieren wählen.',
  result: {
    done: {
      devices: (count) => `${pluralDe(count, 'Gerät wurde', 'Geräte wurden')} importiert. Herein geht es mit den bisherigen Passwörtern.`,
      certificates: (count) => `${pluralDe(count, 'Zertifikat wurde', 'Zertifikate wurden')} importiert.`,
      limits: (count) => `${pluralDe(count, 'Grenze wurde', 'Grenzen wurden')} geändert.`,
      listeners: (count) => `${pluralDe(count, 'Listener wurde', 'Listener wurden')} eingerichtet.`,
    },
    failed: {
      devices: 'Kein Gerät wurde importiert.',
      certificates: 'Kein Zertifikat wurde importiert.',
      limits: 'Keine Grenze wurde geändert.',
      listeners: 'Kein Listener wurde geändert.',
    },
    toDevices: 'Geräte zeigen',
  },
};
