import type { enSecurity } from './en-security.ts';
import { numberDe, pluralDe } from './plural.ts';

/** Bootstrap credentials, on the Security page. */
export const deSecurityBootstrap: (typeof enSecurity)['bootstrap'] = {
  intro:
    'Ein Benutzername und ein Passwort, die sich viele Geräte beim ersten Besuch teilen. Für den Fall, dass viele auf einmal eingerichtet werden und ihre Client-IDs noch nicht bekannt sind.',
  add: 'Bootstrap-Zugang hinzufügen',
  addTitle: 'Einen Bootstrap-Zugang hinzufügen',
  changeTitle: (name) => `${name} ändern`,
  none: 'Keine Bootstrap-Zugänge. Geräte kommen über den Eingang herein oder mit eigenen Zugangsdaten.',
  name: 'Name',
  nameHint: 'Nur zur Anzeige, zum Beispiel Sensoren im Gewächshaus',
  nameWrong: 'Einen Namen mit 1 bis 64 Zeichen eingeben.',
  userName: 'Benutzername',
  registers: 'Legt Geräte an',
  guests: 'Nur Gäste',
  used: (count, most) => `${numberDe(count)} von ${numberDe(most)} Client-IDs`,
  usage: 'Benutzt',
  expires: 'Läuft ab',
  expired: 'Abgelaufen',
  lastUsed: 'Zuletzt benutzt',
  change: 'Ändern',
  changeOf: (name) => `${name} ändern`,
  revoke: 'Sperren',
  revokeOf: (name) => `${name} sperren`,
  own: 'Benutzernamen und Passwort selbst wählen',
  ownHint: 'Sonst erzeugt Porchlight sie.',
  password: 'Passwort',
  passwordHint: 'Mindestens 8 Zeichen.',
  passwordWrong: 'Ein Passwort mit 8 bis 128 Zeichen wählen.',
  userNameWrong: 'Einen Benutzernamen mit 1 bis 64 Zeichen wählen.',
  register: 'Aus jeder Client-ID, die hereinkommt, ein Gerät machen',
  registerHint:
    'Es erscheint unter „Geräte“, behält seine Sitzung und darf wiederkommen, bis es gesperrt wird, auch wenn es diesen Zugang nicht mehr gibt.',
  guestHint: 'Jeder ist ein Gast: herein gelassen, solange er verbunden ist, und vergessen, wenn er geht.',
  most: 'Wie viele Client-IDs höchstens',
  mostWrong: 'Eine ganze Zahl von 1 bis 10000 eingeben.',
  expiry: 'Letzter Tag',
  expiryHint: 'Leer lassen für kein Ende.',
  expiryWrong: 'Einen Tag wählen, der nicht vorbei ist.',
  template: 'Was jedes davon darf',
  create: 'Zugang erzeugen',
  save: 'Speichern',
  credentialTitle: (name) => `Bootstrap-Zugang ${name}`,
  credentialOnce: 'Das Passwort wird nur jetzt gezeigt. Es kommt in jedes Gerät der Reihe; jedes braucht eine eigene Client-ID.',
  arrivals: (count) =>
    count === 0
      ? 'Darüber kam noch niemand herein'
      : `Darüber ${count === 1 ? 'kam' : 'kamen'} ${pluralDe(count, 'Client', 'Clients')} herein`,
  columns: {
    clientId: 'Client-ID',
    device: 'Gerät',
    address: 'Adresse',
    first: 'Zuerst gesehen',
    last: 'Zuletzt gesehen',
    state: 'Status',
  },
  guest: 'Gast',
  gone: 'Entfernt',
  revokeTitle: (name) => `${name} sperren?`,
  revokeText: 'Niemand Neues kommt darüber noch herein, und Gäste, die darüber verbunden sind, müssen jetzt gehen.',
  without: 'Nur den Zugang',
  withoutHint: 'Geräte, die er angelegt hat, bleiben, mit dem Passwort, das sie haben.',
  withDevices: (count) =>
    count === 1
      ? 'Den Zugang und das Gerät, das er angelegt hat'
      : `Den Zugang und die ${pluralDe(count, 'Gerät', 'Geräte')}, die er angelegt hat`,
  withDevicesHint: 'Auch sie werden gesperrt und kommen nur zurück, wenn sie wieder zugelassen werden.',
  what: 'Was gesperrt wird',
  barred: 'Ausgeschlossene Client-IDs',
  barredText: 'Diese wurden gesperrt. Über einen Bootstrap-Zugang kommen sie nicht zurück.',
  lift: 'Wieder zulassen',
  liftOf: (name) => `Wieder zulassen: ${name}`,
  since: 'gesperrt',
};
