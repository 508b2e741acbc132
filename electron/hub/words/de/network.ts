import type { enNetwork } from '../en/network.ts';

const over = (way: { name: string; address: string } | null) => (way ? ` über ${way.name} (${way.address})` : '');

/** Being found on the network, others that pass for this hub, and devices of other makes that are given its settings. */
export const deNetwork: typeof enNetwork = {
  noNetwork: 'Porchlight hat kein Netzwerk gefunden, in dem es sich ankündigen kann.',
  noNumber: 'Porchlight kann sich nicht ankündigen, weil sich auf diesem Computer jetzt nichts speichern lässt.',
  cannotAnnounce: (address, name, code) => `Porchlight kann sich von ${address} (${name}) aus nicht ankündigen: ${code}.`,
  mdns: {
    deaf: (name, code) => `Porchlight hört auf ${name} nicht, wer es sucht: ${code}.`,
    taken: (port, code) =>
      `Geräte können Porchlight nicht nach Namen finden: Ein anderes Programm hat UDP-Port ${port} für sich allein (${code}).`,
    forbidden: (port, code) =>
      `Geräte können Porchlight nicht nach Namen finden: Dieser Computer lässt es UDP-Port ${port} nicht benutzen (${code}).`,
    firewall: (code, way) =>
      `Geräte können Porchlight${over(way)} nicht nach Namen finden: Eine Firewall auf diesem Computer verhindert es (${code}).`,
    failed: (port, code, way) =>
      `Geräte können Porchlight${over(way)} nicht nach Namen finden: UDP-Port ${port} ist nicht verwendbar (${code}).`,
  },
  cannotListen: (port, code) =>
    `Porchlight kann auf UDP-Port ${port} nicht lauschen: ${
      code ?? 'Ein anderes Programm hat ihn für sich allein'
    }. Bis dahin bemerkt es dort keine anderen, die sich als dieser Hub ausgeben.`,

  impostors: {
    id: (address) =>
      `${address} kündigt sich als dieser Hub an. Mit diesem Hub gekoppelte Geräte folgen ihm nicht, weil er nicht wie dieser Hub signieren kann. Herausfinden, was unter dieser Adresse ist, und bis dahin nur Geräte zulassen, die denselben Code wie hier zeigen.`,
    repeat: (address) =>
      `${address} sendet Ankündigungen, die dieser Hub signiert hat. Entweder wiederholt sie jemand, und gekoppelte Geräte beachten Wiederholtes nicht; oder dort läuft eine Kopie dieses Hubs. Nach einem Umzug des Hubs von dort Porchlight auf jenem Computer endgültig beenden.`,
    name: (address, claim) =>
      `Ein anderer Hub unter ${address} hat den Namen dieses Hubs, „${claim}“. Ist es Ihr eigener, einem der beiden in den Einstellungen einen anderen Namen geben. Sonst nur Geräte zulassen, die denselben Code wie hier zeigen.`,
    host: (address, claim) =>
      `${address} antwortet für ${claim}, den Namen dieses Hubs. Geräte, die ihn unter diesem Namen suchen, fragen vielleicht dort. Die das Zertifikat dieses Hubs prüfen, weisen ihn ab. Herausfinden, was unter dieser Adresse ist, und es ausschalten oder umbenennen.`,
    emonesp: (address) =>
      `${address} ruft EmonESP-Geräte zu sich, wie ein emonPi es tut. Eines, das dies hört, verlässt diesen Hub und fragt dort, weil es nicht unterscheiden kann, wer ruft. Wenn das nicht gewünscht ist, es dort ausschalten.`,
  },
  notHeard: 'Dieser Rechner war länger nicht zu hören, also gibt es keine Warnung vor ihm.',
  notHidable: 'Ein Rechner, der sich als dieser Hub selbst ausgibt, lässt sich nicht ausblenden.',
  hiddenFull: (most) => `Höchstens ${most} Rechner lassen sich aus den Warnungen ausblenden.`,
  hidden: (address) => `Der Rechner unter ${address} ist bekannt; vor ihm wird nicht mehr gewarnt.`,
  shown: (address) => `Vor ${address} wird wieder gewarnt.`,

  gone: 'Dieses Gerät ist nicht mehr da.',
  esphome: 'ESPHome nimmt seinen Broker aus seiner Konfigurationsdatei: die Zugangsdaten dort einfügen.',
  elsewhere: (address) => `${address} liegt nicht in einem Netzwerk, zu dem dieser Computer gehört.`,
  busy: 'Dieses Gerät wird schon eingerichtet.',
  handed: (name, label, address, isEncrypted, restarted) =>
    `${name} (${label} unter ${address}) bekam seine Zugangsdaten über seine eigene Webseite, unverschlüsselt. Es verbindet sich ${
      isEncrypted ? 'über TLS' : 'ohne Verschlüsselung'
    }.${restarted ? '' : ' Es hat nicht gesagt, dass es neu startet: Wenn es sich nicht verbindet, aus- und wieder einschalten.'}`,
  notItself: (address, name) => `Was unter ${address} antwortet, ist nicht mehr ${name}. Die Liste noch einmal ansehen.`,
  silent: (name, address) => `${name} unter ${address} antwortet nicht. Ist es an?`,
  needsMqtts: 'Es könnte diesen Hub nicht erreichen. Zuerst den Listener „MQTT über TLS“ für das Heimnetz öffnen.',
  needsMqtt:
    'Es kann das Zertifikat dieses Hubs nicht prüfen und braucht daher einen unverschlüsselten Listener. Zuerst den Listener „MQTT“ für das Heimnetz öffnen.',
  unconfirmed: (name) =>
    `${name} bekam seine Einstellungen, sagte aber nicht, ob es sie angenommen hat. Wenn es sich nicht innerhalb einer Minute verbindet, noch einmal „Verbinden“ wählen.`,
  passwordEnded: (problem) => `${problem} Es bleibt in der Liste, aber sein früheres Passwort gilt nicht mehr: Erneut versuchen.`,
  asksForPassword: 'Es verlangt das Passwort seiner Webseite.',
  wrongPassword: 'Es verlangt das Passwort seiner Webseite. Das eingegebene ist es nicht.',
  noAuthority: (name) =>
    `${name} hat die Zertifizierungsstelle dieses Hubs nicht angenommen. Den Listener „MQTT“ für das Heimnetz öffnen und erneut versuchen.`,
  refused: (name) => `${name} hat die Einstellungen abgelehnt.`,
  unanswered: (name) => `${name} hat nicht geantwortet, als es seine Einstellungen bekam.`,
  noMqttBuilt: 'Dieses WLED wurde ohne MQTT gebaut. Eine Ausgabe mit MQTT installieren und erneut versuchen.',
  untold: 'Es nennt seine MQTT-Einstellungen nicht. Seine Firmware aktualisieren und erneut versuchen.',
  mqttOff: 'MQTT ist darin ausgeschaltet. Unter Configuration, Configure Other einschalten und erneut versuchen.',
};
