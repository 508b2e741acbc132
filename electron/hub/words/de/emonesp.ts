import type { enEmonEsp } from '../en/emonesp.ts';

/** EmonESP devices: their door, the call to them, and settings that are sent to one by its address. */
export const deEmonEsp: typeof enEmonEsp = {
  turnedAway: (peer, byIpv4) =>
    `Ein Gerät unter ${peer ?? 'einer unbekannten Adresse'} wurde an der Tür abgewiesen: Es ${
      byIpv4 ? 'ist nicht in einem Netzwerk dieses Computers' : 'kam nicht über IPv4'
    }.`,
  switched: (on) => `Die Kopplung von EmonESP-Geräten wurde ${on ? 'eingeschaltet' : 'ausgeschaltet'}.`,
  switchedItselfOff: 'Die Kopplung von EmonESP-Geräten hat sich selbst ausgeschaltet.',
  noNetwork: 'Porchlight hat kein Netzwerk gefunden, in das es EmonESP-Geräte rufen kann.',
  cannotCall: (address, name, code) => `Porchlight kann EmonESP-Geräte nicht von ${address} (${name}) aus rufen: ${code}.`,
  cannotPair: (why) => `EmonESP-Geräte lassen sich jetzt nicht koppeln. ${why}`,
  mqttOff: 'Der MQTT-Listener ist ausgeschaltet.',

  isAsking: (address) => `Das Gerät unter ${address} fragt gerade an: Auf seiner Karte „Zulassen“ wählen.`,
  isBusy: (address) => `Das Gerät unter ${address} wird schon eingerichtet.`,
  noIpv4: (text) => `„${text}“ ist keine IPv4-Adresse. Sie sieht aus wie 192.168.1.20.`,
  elsewhere: (address) => `${address} liegt nicht in einem Netzwerk, zu dem dieser Computer gehört.`,
  silent: (address) => `Unter ${address} antwortet nichts. Ist das Gerät an, und stimmt die Adresse?`,
  noEmonEsp: (address) => `Was unter ${address} antwortet, ist kein EmonESP.`,
  asksForLogin: (address) => `Das Gerät unter ${address} verlangt Benutzername und Passwort seiner Webseite.`,
  refusedLogin: (address) => `Das Gerät unter ${address} hat diesen Benutzernamen oder dieses Passwort abgelehnt.`,
  unanswered: (address) => `Das Gerät unter ${address} hat nicht geantwortet, als es seine Einstellungen bekam.`,
  refused: (address) => `Das Gerät unter ${address} hat die Einstellungen abgelehnt.`,
  passwordEnded: (problem, name) =>
    `${problem} ${name} bleibt in der Liste, aber sein früheres Passwort gilt nicht mehr: Erneut versuchen.`,
  handed: (name, address) =>
    `${name} unter ${address} bekam seine Zugangsdaten über seine eigene Webseite. Sie wurden unverschlüsselt gesendet.`,
};
