import type { enMessages } from '../en/messages.ts';

const retained = (count: number): string => `${count} ${count === 1 ? 'Retained-Nachricht' : 'Retained-Nachrichten'}`;
const were = (count: number): string => `${count} ${count === 1 ? 'Nachricht wurde' : 'Nachrichten wurden'}`;
const sum = (count: number, left: number): string => {
  const counted = `: ${count} ${count === 1 ? 'Nachricht' : 'Nachrichten'}`;
  return left === 0 ? `${counted}.` : `${counted}, und ${left} weggelassen, weil der Datenträger zu langsam war.`;
};

/** Publishing, retained messages, recordings and files. */
export const deMessages: typeof enMessages = {
  published: (topic, everySeconds) =>
    `Auf „${topic}“ wurde veröffentlicht${everySeconds === null ? '' : `, und erneut alle ${String(everySeconds).replace('.', ',')} s`}.`,
  notJson: 'Die Nutzdaten sind kein gültiges JSON.',
  tooLarge: (most) => `Die Nachricht ist zu groß: Ein Paket darf ${most} Bytes haben.`,
  noTopic: 'Ein Topic angeben.',
  wildcard: 'Ein Topic zum Veröffentlichen kann kein + oder # enthalten: Die sind zum Abonnieren da.',
  reserved: 'Topics, die mit $ beginnen, gehören dem Broker.',
  control: 'Ein Topic kann keine Steuerzeichen enthalten.',
  malformed: 'Das Topic ist kein gültiger Text.',
  topicLong: (most) => `Ein Topic darf ${most} Bytes haben.`,
  topicDeep: (most) => `Ein Topic darf ${most} Ebenen haben.`,
  noFilter: (fault) => `Das ist kein Topic-Filter: ${fault}.`,
  repeatsFull: (most) => `Höchstens ${most} Nachrichten lassen sich gleichzeitig wiederholen. Zuerst eine beenden.`,
  notRepeated: (topic, problem) => `„${topic}“ wird nicht mehr wiederholt. ${problem}`,
  savedFull: (most) => `Höchstens ${most} Nachrichten lassen sich speichern. Eine löschen, die nicht mehr gebraucht wird.`,
  savedLarge: (kib) => `Die Nutzdaten aller gespeicherten Nachrichten dürfen zusammen ${kib} KiB haben.`,

  removalOf: (topic, isBranch, publishers) => {
    const where = `${topic}${isBranch ? ' und darunter' : ''}`;
    if (publishers === 'all') return where;
    const whose = publishers === 'revoked' ? 'von gesperrten Geräten' : 'von Geräten, die nie wiederkamen';
    return topic === '' ? `alle ${whose}` : `${where}, ${whose}`;
  },
  removed: (count, what) => `${retained(count)} entfernt: ${what}.`,
  broughtBack: (count, what) => `${retained(count)} zurückgeholt: ${what}.`,
  notBroughtBack: (count, left, isFull) =>
    `${retained(count)} zurückgeholt, ${left} nicht, weil ${
      isFull ? 'kein Platz für weitere Retained-Nachrichten ist' : 'der Datenträger gerade nichts annimmt'
    }. Es lässt sich erneut versuchen.`,
  noUndo: 'Das lässt sich nicht mehr zurückholen.',
  removalLarge: (mib) =>
    `Damit es sich rückgängig machen lässt, können höchstens ${mib} MiB auf einmal entfernt werden. Was darunter liegt, nacheinander entfernen.`,
  removalBusy: 'Andere Nachrichten werden gerade entfernt. Erneut versuchen, wenn das fertig ist.',
  undoLost: (what) => `Spätere Entfernungen brauchen den Platz, daher lässt sich diese nicht mehr rückgängig machen: ${what}.`,

  reservedFilter: 'er beginnt mit $, und solche Topics werden nicht aufgezeichnet',
  notRecordable: (fault) => `Dieser Filter lässt sich nicht aufzeichnen: ${fault}.`,
  recordingsFull: (most) => `Höchstens ${most} Aufzeichnungen können gleichzeitig laufen. Zuerst eine beenden.`,
  notWritable: (path, why) => `${path} lässt sich nicht schreiben: ${why}. Einen anderen Namen oder Ort wählen.`,
  recordingBegun: (filter, file) => `„${filter}“ wird in ${file} aufgezeichnet.`,
  recordingEnded: (file, count, left) => `Aufzeichnung in ${file} beendet${sum(count, left)}`,
  recordingEndedItself: (file, count, left, why) => `Die Aufzeichnung in ${file} endete${sum(count, left)} ${why}`,
  recordingLags: (file) => `Der Datenträger ist zu langsam für die Aufzeichnung in ${file}: Nachrichten werden weggelassen.`,
  recordingFull: 'Die Datei hat die angegebene Größe erreicht.',
  recordingBroken: (why) => `Die Datei lässt sich nicht schreiben: ${why}.`,
  leftOut: (count) => ` ${count} weggelassen, weil der Datenträger zu langsam war.`,

  replaysFull: (most) => `Höchstens ${most} Aufzeichnungen lassen sich gleichzeitig abspielen. Zuerst eine beenden.`,
  noRecording: (path) => `${path} ist keine Aufzeichnung von Porchlight.`,
  recordingNewer: (path) => `${path} wurde von einem neueren Porchlight aufgezeichnet. Zum Abspielen dieses hier aktualisieren.`,
  replayBegun: (file, prefix) => `Wiedergabe von ${file}${prefix === '' ? '' : ` unter „${prefix}“`} begonnen.`,
  replayEnded: (file) => `Wiedergabe von ${file} beendet.`,
  replayOver: (file, why) => `Die Wiedergabe von ${file} ist zu Ende. ${why}`,
  replayBroken: (why) => `Die Datei lässt sich nicht lesen: ${why}.`,
  replaySum: (count, wrong, unfit, lost) => {
    const all = count > 1 && wrong + unfit === 0 ? 'Alle ' : '';
    const parts = [count === 0 ? 'Nichts wurde veröffentlicht.' : `${all}${were(count)} veröffentlicht.`];
    if (wrong > 0) parts.push(`${wrong} ${wrong === 1 ? 'Zeile' : 'Zeilen'} weggelassen: Dort war keine Nachricht zu lesen.`);
    if (unfit > 0) parts.push(`${were(unfit)} weggelassen: Das Topic oder die Größe ist hier nicht erlaubt.`);
    if (lost > 0) parts.push(`${were(lost)} damals nicht aufgezeichnet, weil der Datenträger zu langsam war.`);
    return parts.join(' ');
  },

  wholePath: 'Den ganzen Pfad der Datei angeben.',
  noFile: (path) => `${path} ist keine Datei.`,
  unreadable: (path, why) => `${path} lässt sich nicht lesen: ${why}.`,
  beingWritten: (path) => `${path} wird gerade geschrieben. Erneut versuchen, wenn das fertig ist.`,
  fileLarge: (path, most) =>
    `${path} ist zu groß: Mit ihrem Topic darf eine Nachricht ${most} Bytes haben. Die Grenze steht in den Einstellungen.`,
  why: {
    notThere: 'sie ist nicht da',
    mayNotRead: 'dieser Benutzer darf sie nicht lesen',
    circle: 'ihre symbolischen Links gehen im Kreis',
    failing: 'der Datenträger arbeitet nicht richtig',
    exists: 'es gibt schon eine Datei mit diesem Namen, und eine Aufzeichnung ersetzt nie eine',
    noFolder: 'der Ordner ist nicht da',
    isFolder: 'es gibt einen Ordner mit diesem Namen',
    mayNotWrite: 'dieser Benutzer darf dort nicht schreiben',
    readOnly: 'dort lässt sich nichts schreiben',
    full: 'der Datenträger ist voll',
    fileFull: 'dieser Datenträger nimmt keine größere Datei an',
    other: 'das System meldete einen Fehler',
  },
};
