import type { ImportedPart, PlannedLimit } from '../../../contract/mosquitto.ts';
import type { enMosquitto } from '../en/mosquitto.ts';

const counted = (one: string, many: string) => (count: number) => `${count} ${count === 1 ? one : many}`;
const PARTS: Record<ImportedPart, (count: number) => string> = {
  devices: counted('Gerät', 'Geräte'),
  certificates: counted('Zertifikat', 'Zertifikate'),
  limits: counted('Grenze', 'Grenzen'),
  listeners: counted('Listener', 'Listener'),
};
const UNITS: Record<PlannedLimit['name'], string> = {
  waitingMessages: 'Nachrichten',
  waitingBytes: 'Bytes',
  inFlight: 'Nachrichten',
  packetBytes: 'Bytes',
  connections: 'Verbindungen',
  sessionDays: 'Tage',
  keepAliveMinutes: 'Minuten',
};

const meant = (word: string | null): string => (word === null ? '' : ` War „${word}“ gemeint?`);
const UNTIL_NEXT = ' Die Topics darunter bis zum nächsten Benutzer werden weggelassen: Niemand kann sagen, für wen sie sind.';
const ANYBODY =
  'Porchlight verlangt von allen Benutzernamen und Passwort. Nur für Programme auf diesem Rechner kann ein Listener alle hereinlassen: siehe die Seite Sicherheit.';
const NO_DENY = 'Porchlight kennt kein deny';

/** What is brought over from Mosquitto, and a remark on every line that is not. */
export const deMosquitto: typeof enMosquitto = {
  imported: (part, count, file) => `Aus ${file} importiert: ${PARTS[part](count)}.`,
  outOfDate: 'Die Dateien oder Porchlight selbst haben sich seit dem Ansehen geändert. Die Übersicht erneut ansehen.',
  deviceHasName: 'Es gibt schon ein Gerät mit diesem Benutzernamen.',
  bootstrapHasName: 'Ein Bootstrap-Zugang hat diesen Benutzernamen.',

  noFile: (path) => `${path} ist keine Datei.`,
  fileLarge: (path, mib) => `${path} ist größer als ${mib} MiB.`,
  folderFull: (folder, most) => `${folder} enthält mehr als ${most} Konfigurationsdateien.`,
  confLong: (file) => `${file} ist zu lang für eine mosquitto.conf.`,
  notRead: (path, why) => `${path} lässt sich nicht lesen: ${why}.`,
  why: {
    notThere: 'nichts ist dort',
    mayNotRead: 'dieser Benutzer darf dort nicht lesen',
    circle: 'die symbolischen Links gehen im Kreis',
    other: 'das System meldete einen Fehler',
  },

  lines: {
    mark: 'Die Datei beginnt mit einem Byte Order Mark, das Mosquitto für einen Teil des ersten Wortes hält. Sie wurde ohne es gelesen.',
    long: (most) => `Die Zeile hat mehr als ${most} Zeichen.`,
    malformed: 'Die Zeile ist kein gültiger UTF-8-Text.',
    control: 'Die Zeile enthält Steuerzeichen.',
    tabFirst: 'Die Zeile beginnt mit einem Tabulator. Mosquitto nimmt dort nur Leerzeichen an.',
    tabBehind: (word) => `Hinter „${word}“ steht ein Tabulator. Mosquitto nimmt dort nur ein Leerzeichen an.`,
    comment: 'Ein Kommentar beginnt nur ganz am Anfang einer Zeile: die Leerzeichen vor # entfernen.',
  },

  conf: {
    twice: (option, line) => `${option} steht schon in Zeile ${line}, und Mosquitto nimmt es einmal an. Die erste wurde gelesen.`,
    nestedInclude: 'Mosquitto folgt include_dir nur in der Hauptdatei.',
    unknown: (word) => `Auch Mosquitto kennt dieses Wort nicht und startet damit nicht.${meant(word)}`,
    noValue: 'Der Wert fehlt.',
    noFlag: 'Es ist entweder true oder false.',
    noNumber: 'Der Wert ist keine ganze Zahl.',
  },

  acl: {
    noUser: `Hinter „user“ steht kein Benutzername.${UNTIL_NEXT}`,
    forNobody: 'Es gilt für Clients ohne Benutzernamen, und Porchlight verlangt von allen einen.',
    noWord: (word) => `Eine Zeile beginnt mit topic, pattern oder user.${meant(word)}`,
    untilNext: UNTIL_NEXT,
    noTopic: 'Das Topic fehlt.',
    noAccess: (word, near) =>
      `„${word}“ ist kein Zugriff: Es ist read, write, readwrite oder deny.${meant(near)} Bis das klar ist, ist das Topic verboten.`,
    noFilter: (filter, fault, isDeny) =>
      `„${filter}“ ist als Topic-Filter nicht verwendbar: ${fault}.${isDeny ? ' Bis klar ist, was verboten sein soll, ist es alles.' : ''}`,
    leftOutFor: (reason, users, more) => `${reason} Weggelassen für ${namesIn(users, more)}.`,
    denyUsed: `${NO_DENY}. Wovon es einen Teil verbietet, das wurde ganz weggelassen, damit nichts Verbotenes erlaubt wird.`,
    denyUnused: `${NO_DENY} und braucht hier keines: Nichts, was übernommen wurde, reicht an dieses Topic.`,
    deniedBy: (line) => `Zeile ${line} verbietet einen Teil davon, und ${NO_DENY}.`,
    percent: 'Es enthält ein %, das in Porchlight für Platzhalter steht.',
    wildcardUser: 'Mosquitto setzt keinen Benutzernamen ein, der + oder # enthält.',
    clientIdInside: 'Porchlight setzt eine Client-ID nur als ganze Ebene ein, zwischen Schrägstrichen.',
    deviceId: '%d steht in Porchlight für die Geräte-ID und in Mosquitto für nichts.',
  },

  passwords: {
    noColon: 'Die Zeile hat keinen Doppelpunkt. Sie sollte ein Benutzername, ein Doppelpunkt und der Hash eines Passworts sein.',
    noName: 'Vor dem Doppelpunkt steht kein Benutzername.',
    again: (line) => `Zeile ${line} nennt diesen Benutzer noch einmal, und Mosquitto richtet sich nach der letzten.`,
    noHash: 'Der Hash des Passworts fehlt.',
    notHashed: 'Das Passwort ist nicht gehasht. mosquitto_passwd -U auf eine Kopie dieser Datei anwenden und jene wählen.',
    noIterations: 'Die Zahl der Iterationen des Hashs fehlt oder ist nicht gültig.',
    manyIterations: (count, most) =>
      `Der Hash braucht ${count} Iterationen, und ihn zu prüfen würde zu lange dauern. Porchlight prüft höchstens ${most}. Diesem Benutzer ein neues Passwort geben.`,
    argon2: 'Der Hash ist von der Art Argon2, die Porchlight nicht prüfen kann. Dieses Gerät von Hand hinzufügen.',
    otherKind: 'Der Hash ist von einer Art, die Mosquitto nicht kennt.',
    incomplete: 'Der Hash ist nicht vollständig.',
    badSalt: 'Das Salt des Hashs ist kein gültiges Base64.',
    badHash: 'Der Hash ist kein gültiges Base64.',
    longSalt: 'Das Salt des Hashs ist zu lang.',
    hashBytes: (bytes, wanted) => `Der Hash hat ${bytes} Bytes statt ${wanted}.`,
  },

  devices: {
    noFile: 'Die Konfiguration nennt keine Passwortdatei und bringt daher keine Geräte mit. Eine wählen, falls es eine gibt.',
    chooseCopy: (problem) => `${problem} Eine lesbare Kopie wählen.`,
    manyPatterns: (file, most) => `${file} hat mehr als ${most} Muster.`,
    full: (most) => `Porchlight fasst höchstens ${most} Geräte.`,
    subscriptions:
      'Ein Abonnement muss in dem liegen, was das Gerät lesen darf, sonst wird es abgewiesen. Mosquitto nimmt jedes an und lässt dann weg, was nicht gelesen werden darf.',
    manyLines: (most) => `In der ACL-Datei hat er mehr als ${most} Zeilen.`,
    manyFilters: (count, most) => `Das sind ${count} Topic-Filter, und ein Gerät hat höchstens ${most}.`,
    nameLong: (most) => `Der Benutzername hat mehr als ${most} Zeichen.`,
    nameInvisible: 'Der Benutzername enthält Zeichen, die sich nicht anzeigen lassen, oder Leerraum, der wie ein Leerzeichen aussieht.',
    nameJwt: 'Der Benutzername JWT ist für Token vorbehalten.',
    stranger: 'In der Passwortdatei ließ sich kein Benutzer dieses Namens lesen.',
  },

  sources: {
    anybody: ANYBODY,
    noListener: `Ohne Listener lässt Mosquitto jedes Programm auf diesem Rechner herein. ${ANYBODY}`,
    otherListener:
      'Porchlight hat einen Satz Geräte für alle Listener und liest hier die eines anderen Listeners. Um auch diese zu importieren, diese Datei selbst wählen.',
    relative: (path) =>
      `Der Pfad beginnt in dem Ordner, in dem Mosquitto gestartet wird, und der ist hier nicht bekannt. Gesucht im Ordner der Konfiguration: ${path}.`,
  },

  certificates: {
    again: 'Dieses Zertifikat ist schon importiert.',
    full: (most) => `Höchstens ${most} Zertifikate lassen sich importieren.`,
    notUsable: (problem) => `${problem} Der Listener zeigt das eigene Zertifikat von Porchlight.`,
    shownTo: (names) => `Wer sich mit ${names.join(', ')} verbindet, bekommt es gezeigt, alle anderen das eigene von Porchlight.`,
  },

  limits: {
    becomes: (name, to, wasEndless) =>
      `${
        wasEndless ? 'Porchlight hat hier immer eine Grenze' : 'Porchlight erlaubt diesen Wert nicht'
      }. Neuer Wert: ${to.toLocaleString('de')} ${UNITS[name]}.`,
    belowZero: 'Der Wert ist kleiner als 0.',
    packetSmall: 'Mosquitto nimmt keinen Wert unter 20 an.',
    wholePackets: 'Porchlight begrenzt ganze Pakete, wie max_packet_size es tut.',
    topicAdded: 'Porchlight begrenzt ganze Pakete: Das längste Topic wurde hinzugezählt. Wer ein längeres Paket sendet, wird getrennt.',
    noSpan: 'Es ist eine Zahl mit h, d, w, m oder y dahinter, etwa 14d.',
    notEvery: 'Porchlight begrenzt die Verbindungen aller Listener zusammen, und hier hat nicht jeder Listener eine Grenze.',
  },

  listeners: {
    notTaken: (fault) => `${fault} Dieser Listener wird nicht übernommen.`,
    oneOfAKind: (what, port) => `Porchlight hat einen Listener jeder Art, und ${what} ist schon der auf Port ${port}.`,
    ownCertificates:
      'Das Zertifikat muss von Porchlight ausgestellt sein. Bis auf der Seite eines Geräts eines ausgestellt ist, kann es sich über diesen Listener nicht verbinden.',
    unixSocket: 'Porchlight hat keine Listener auf Unix-Sockets.',
    noPort: (port) => `„${port}“ ist kein Port.`,
    tooMuch: 'Hinter der Adresse steht mehr, als Mosquitto liest.',
    halfTls: 'Für TLS braucht es certfile und keyfile; eines davon fehlt.',
    httpApi: 'Porchlight hat keine HTTP-API.',
    otherProtocol: 'Das Protokoll ist entweder mqtt oder websockets.',
    hostName: (name) => `„${name}“ ist ein Hostname; auf der Seite Sicherheit eine Adresse wählen.`,
    otherAddress: (address) => `Dieser Rechner hat die Adresse ${address} nicht.`,
    psk: 'Porchlight kann kein TLS mit vorher geteilten Schlüsseln.',
    interface: 'Porchlight lauscht auf Adressen, nicht auf Schnittstellen: auf der Seite Sicherheit eine Adresse wählen.',
    mountPoint: 'Porchlight hat keine Mount Points: Die Clients würden die Topics aller anderen sehen.',
    portTaken: (port, what) => `Port ${port} ist belegt (${what}). Eines von beiden ändern und die Datei erneut lesen.`,
  },
};

/** "anna, bert und 7 weitere" */
function namesIn(users: readonly string[], more: number): string {
  if (more > 0) return `${users.join(', ')} und ${more} weitere`;
  return users.length > 1 ? `${users.slice(0, -1).join(', ')} und ${users.at(-1)}` : users.join('');
}
