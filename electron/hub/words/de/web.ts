import type { enWeb } from '../en/web.ts';

/** The hub's pages in browsers: who logged in and who was refused. */
export const deWeb: typeof enWeb = {
  linkOver: 'Ein Browser kam über einen einmaligen Link, der nicht mehr gilt.',
  passwordSet: 'Das Passwort für Browser wurde über den einmaligen Link gesetzt.',
  loggedIn: 'Ein Browser hat sich angemeldet.',
  wrongPassword: 'Ein Browser hat ein falsches Passwort versucht.',
  wrongOldPassword: 'Ein Browser wollte das Passwort ändern und gab ein falsches altes an.',
  passwordChanged: 'Das Passwort für Browser wurde geändert. Alle anderen Browser wurden abgemeldet.',
  loggedOut: 'Ein Browser hat sich abgemeldet.',
  loggedOutByOther: 'Ein Browser wurde von einem anderen abgemeldet.',
  tooMany: 'Ein Browser wurde ungehört abgewiesen: Zu viele Passwörter wurden versucht.',
  foreignPage: 'Einer Seite wurde der WebSocket verweigert: Sie ist keine dieses Hubs oder nicht angemeldet.',
  notOpen: (port, code) =>
    `Die Seiten für Browser lassen sich auf Port ${port} nicht öffnen: ${
      code === null ? 'Ein anderes Programm benutzt ihn' : `Das System hat es verweigert (${code})`
    }. Mit --web-port einen anderen wählen.`,
  keptFile:
    'Eingeben, wo die Dateien auf dem Rechner des Hubs liegen: Porchlight liest sie bei jeder Änderung neu, und das geht nicht mit Dateien dieses Browsers.',
  tooBusy: 'Zu viel auf einmal angefragt. Einen Moment warten und erneut versuchen.',
  unknownCall: 'Porchlight kennt diesen Aufruf nicht.',
  listenerClosed: 'Ein Listener ist nicht offen.',
  /** What a browser is answered. */
  refusals: {
    password: 'Das ist nicht das Passwort. Erneut versuchen.',
    tooMany: 'Zu viele Versuche. Eine Weile warten, dann erneut versuchen.',
    link: 'Dieser Link wurde schon benutzt oder ist zu alt. Auf dem Hub Porchlight mit --new-web-link starten und den Link öffnen, den es ausgibt.',
    signedOut: 'Zuerst anmelden.',
    elsewhere: 'Nur die Seiten dieses Hubs dürfen das anfragen.',
    host: 'Dieser Hub heißt anders. Ihn unter seinem eigenen Namen oder seiner Adresse öffnen.',
    here: 'Nur Programme auf dem Hub selbst dürfen das anfragen.',
    malformed: 'Die Anfrage ist nicht lesbar.',
    unknown: 'Unter dieser Adresse gibt es nichts.',
    tooLong: 'Diese Datei ist zu lang, um von einem Browser gesendet zu werden.',
    tooLongBody: 'Die Anfrage ist zu lang.',
    storage: 'Der Hub kann gerade nichts speichern. Seinen Datenträger prüfen, dann erneut versuchen.',
    fault: 'In Porchlight ist etwas schiefgegangen. Das Protokoll hat die Einzelheiten.',
  },
};
