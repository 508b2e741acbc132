import type { enLife } from '../en/life.ts';

/** What the activity log tells of the hub itself, and of clients that come and go. */
export const deLife: typeof enLife = {
  started: 'Porchlight wurde gestartet.',
  startedAgain: 'Porchlight wurde neu gestartet.',
  crashed: 'Der Hub endete unerwartet und wurde neu gestartet. Geräte verbinden sich von selbst wieder. Die Tür ist geschlossen.',
  stopped: 'Porchlight wurde beendet.',
  restored: 'Eine Sicherung wurde eingespielt. Was vorher hier war, ist aufbewahrt.',
  savesAgain: 'Änderungen lassen sich wieder speichern.',
  savesNothing: (problem) => `Nichts lässt sich speichern. ${problem}`,
  moreHappened: 'In kurzer Zeit geschah mehr, als einzeln aufgeführt wird.',
  unknownCall: 'Porchlight kennt diesen Aufruf nicht.',

  connected: (name) => `${name} hat sich verbunden.`,
  disconnected: (name, why) => `${name} ist nicht mehr verbunden${why === null ? '' : ` (${why})`}.`,
  listenerClosed: 'der Listener wurde geschlossen',
  cameAnew: 'es hat sich mit derselben Client-ID neu verbunden',
  issuerRemoved: 'der Aussteller des Tokens wurde entfernt',
  notMqtt: (why) => `Eine Verbindung, die MQTT nicht wie erwartet sprach, wurde geschlossen: ${why}.`,
  flapping: (clientId) =>
    `„${clientId}“ verbindet sich immer wieder und wird deshalb langsamer hereingelassen. Übliche Ursachen: Zwei Geräte benutzen dieselbe Client-ID, oder Strom oder WLAN sind schlecht.`,
  revoked: (name) => `${name} wurde gesperrt. Nichts, womit es hereinkam, gilt noch.`,
  denied: (name, action, topic) => `${name} darf „${topic}“ nicht ${action === 'publish' ? 'veröffentlichen' : 'abonnieren'}.`,
  notDropped: (why) => `Was für einen Client aufbewahrt war, ließ sich nicht verwerfen: ${why}.`,

  overflowed: (clientId) => `Nachrichten für die Client-ID „${clientId}“ werden verworfen: Es warten zu viele.`,
  retainedOverflowed: 'Retained-Nachrichten werden verworfen: Es sind zu viele.',
  fault: (why) => `Im Broker ist ein Fehler aufgetreten: ${why}.`,
  lapsed: (clientId, days, waiting) => {
    const lost =
      waiting > 0 ? ` Damit ${waiting === 1 ? 'wurde 1 wartende Nachricht' : `wurden ${waiting} wartende Nachrichten`} verworfen.` : '';
    return `Als „${clientId}“ kam ${days} Tage lang niemand zurück, daher wurde die Sitzung beendet.${lost}`;
  },
  unstorable:
    'Das ließ sich nicht veröffentlichen: Der Datenträger nimmt gerade nichts an, und eine Nachricht mit QoS 1 oder 2 muss gespeichert werden.',
};
