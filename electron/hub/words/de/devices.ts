import type { enDevices } from '../en/devices.ts';

const span = (minutes: number): string => {
  const [count, one, many] =
    minutes % 1_440 === 0
      ? [minutes / 1_440, 'Tag', 'Tage']
      : minutes % 60 === 0
        ? [minutes / 60, 'Stunde', 'Stunden']
        : [minutes, 'Minute', 'Minuten'];
  return `${count} ${count === 1 ? one : many}`;
};

/** Devices, their permissions and certificates, and bootstrap credentials. */
export const deDevices: typeof enDevices = {
  gone: 'Dieses Gerät ist nicht mehr da.',
  nameTaken: (userName) => `Es gibt schon ein Gerät mit dem Benutzernamen „${userName}“.`,
  nameInvisible: 'Dem Gerät einen Namen mit mindestens einem sichtbaren Zeichen geben.',
  filtersFull: (most) => `Ein Gerät hat höchstens ${most} Topic-Filter.`,
  sharesPassword: (name) =>
    `${name} teilt sich das Passwort eines Bootstrap-Zugangs. Für ein eigenes Passwort als eigenes Gerät hinzufügen.`,
  full: (most) => `Porchlight fasst höchstens ${most} Geräte. Zuerst eines sperren.`,
  unnamed: 'Gerät',

  added: (name) => `${name} wurde von Hand hinzugefügt.`,
  renamed: (before, name) => `${before} wurde in ${name} umbenannt.`,
  newPassword: (name, overlapMinutes) =>
    `${name} bekam ein neues Passwort. ${
      overlapMinutes === 0 ? 'Das alte gilt nicht mehr.' : `Das alte gilt noch ${span(overlapMinutes)}.`
    }`,
  gotNewPassword: 'es bekam ein neues Passwort',
  permissionChanged: (name) => `Die Berechtigungen von ${name} wurden geändert.`,
  permitted: (name, action, topic) => `${name} darf jetzt „${topic}“ ${action === 'publish' ? 'veröffentlichen' : 'abonnieren'}.`,
  percentInTopic:
    'Ein Topic mit einem % lässt sich nicht hinzufügen, weil % für Platzhalter steht. Stattdessen das Topic darüber erlauben.',
  queueAsOthers: (name) => `Für ${name} darf wieder so viel warten wie für andere Geräte.`,
  queueChanged: (name, most) => `Was für ${name} warten darf, wurde geändert: höchstens ${most} Nachrichten.`,

  certificateIssued: (name, days) => `Für ${name} wurde ein Zertifikat ausgestellt, ${days} Tage gültig.`,
  certificateRevoked: (name) => `Ein Zertifikat von ${name} wurde gesperrt.`,
  itsCertificateRevoked: 'ein Zertifikat davon wurde gesperrt',
  certificateVoid: 'Dieses Zertifikat gilt nicht mehr.',
  certificatesFull: (most) => `Ein Gerät hat höchstens ${most} Zertifikate. Zuerst eines sperren.`,

  filterUnusable: (filter, fault) => `„${filter}“ ist als Topic-Filter nicht verwendbar: ${fault}.`,
  filterFaults: {
    hash: '# muss allein und am Ende stehen',
    plus: '+ muss allein zwischen Schrägstrichen stehen',
    wildcard: 'es enthält + oder #',
    empty: 'es ist leer',
    long: (most) => `es ist länger als ${most} Bytes`,
    deep: (most) => `es hat mehr als ${most} Ebenen`,
    control: 'es enthält Steuerzeichen',
    malformed: 'es ist kein gültiger Text',
    placeholder: 'nur %d, %u und %c dürfen ein % enthalten, jeweils zwischen Schrägstrichen',
    reserved: 'Topics, die mit $ beginnen, gehören dem Broker',
  },
  noNetwork: (text) => `„${text}“ ist kein Netzwerk. Eines wie 192.168.1.0/24 oder eine einzelne Adresse eingeben.`,
  hoursEmpty: 'Beginn und Ende der Zeiten sind gleich. Weglassen, um immer zu erlauben.',

  bootstrapGone: 'Dieser Bootstrap-Zugang ist nicht mehr da.',
  bootstrapsFull: (most) => `Porchlight fasst höchstens ${most} Bootstrap-Zugänge.`,
  userNameUntypable: 'Dieser Benutzername enthält Zeichen, die sich nicht eintippen lassen.',
  userNameJwt: 'Der Benutzername JWT ist für Token vorbehalten. Einen anderen wählen.',
  userNameTaken: (userName) => `Der Benutzername „${userName}“ ist vergeben. Einen anderen wählen.`,
  notBarred: 'Diese Client-ID steht nicht mehr auf der Liste.',
  expiryPast: 'Das Ende liegt in der Vergangenheit. Einen späteren Tag wählen.',
  bootstrapMade: (name) => `Der Bootstrap-Zugang „${name}“ wurde angelegt.`,
  bootstrapChanged: (name) => `Der Bootstrap-Zugang „${name}“ wurde geändert.`,
  bootstrapRevoked: (name, withDevices) =>
    `Der Bootstrap-Zugang „${name}“ wurde gesperrt${withDevices ? ', ebenso die Geräte, die er angelegt hat' : ''}.`,
  itsBootstrapRevoked: 'der Bootstrap-Zugang wurde gesperrt',
};
