import type { enNetwork } from './en-network.ts';
import { numberDe, pluralDe } from './plural.ts';

/** The Network page, and the warning of other machines that pass for this hub. */
export const deNetwork: typeof enNetwork = {
  intro: 'Was sonst im Netzwerk ist, und wie Geräte diesen Hub finden.',
  alone:
    'Dieser Hub ist nur für diesen Computer da. Er findet keine Geräte, und keines findet ihn. Wo er lauscht, lässt sich in den Einstellungen ändern.',
  tabList: 'Teile dieser Seite',
  tabs: { found: 'Gefundene Geräte', check: 'Selbstprüfung', manual: 'Von Hand' },
  makes: {
    'shelly-gen1': 'Shelly (erste Generation)',
    shelly: 'Shelly',
    tasmota: 'Tasmota',
    wled: 'WLED',
    openevse: 'OpenEVSE',
    opendtu: 'OpenDTU',
    emonesp: 'EmonESP',
    esphome: 'ESPHome',
  },
  found: {
    intro: 'Geräte anderer Hersteller, die sich selbst ankündigen. „Verbinden“ gibt einem davon eigene Zugangsdaten.',
    list: 'Gefundene Geräte',
    emptyTitle: 'Keine Geräte anderer Hersteller gefunden',
    emptyText:
      'Geräte von Shelly, WLED, OpenEVSE, OpenDTU, EmonESP und ESPHome erscheinen hier von selbst, wenn sie im selben Netzwerk sind. Nach Tasmota muss gesucht werden.',
    broker: 'MQTT',
    encryption: 'Verschlüsselung',
    talksTo: (host) => `Spricht jetzt mit ${host}`,
    talksHere: 'Spricht mit diesem Hub',
    notSet: 'Nicht für MQTT eingerichtet, oder sagt es nicht',
    notTold: 'Sagt es nicht',
    tls: {
      verified: 'Wird TLS mit dem Zertifikat dieses Hubs verwenden',
      pinned: 'Wird TLS verwenden und sich den Schlüssel dieses Hubs merken',
      none: 'Nicht verschlüsselt: Diese Firmware kann kein TLS',
    },
    tlsPaste: 'TLS mit dem Zertifikat dieses Hubs, auf einem ESP32',
    tlsOff: 'Nicht verschlüsselt: MQTT über TLS ist nicht offen',
    connect: 'Verbinden',
    connectOf: (name) => `${name} verbinden`,
    see: 'Gerät ansehen',
    seeOf: (name) => `${name} unter den Geräten ansehen`,
    connected: 'Von diesem Hub verbunden',
  },
  connect: {
    title: (name) => `${name} verbinden?`,
    doneTitle: (name) => `${name} wird verbunden`,
    makes: 'Porchlight erzeugt Zugangsdaten nur für dieses Gerät und schreibt sie mit der Adresse dieses Hubs hinein.',
    replaces: (host) => `Das Gerät spricht jetzt mit ${host}. Diese Einstellung wird ersetzt: Dort meldet es sich dann nicht mehr.`,
    renews: 'Das Gerät spricht schon mit diesem Hub. Seine jetzigen Zugangsdaten werden durch die neuen ersetzt.',
    replacesUnknown: 'Falls es jetzt auf einen anderen Broker eingestellt ist, wird diese Einstellung ersetzt.',
    restarts: 'Vielleicht startet es neu und ist eine Minute lang weg.',
    locked: 'Seine Webseite verlangt ein Passwort',
    lockedHint: 'Wird einmal zum Schreiben der Einstellungen benutzt und nicht aufbewahrt.',
    userName: 'Benutzername seiner Webseite',
    password: 'Passwort seiner Webseite',
    connect: 'Verbinden',
    connecting: 'Einstellungen werden geschrieben …',
    handed: 'Die Einstellungen sind im Gerät. Der Beweis ist seine eigene Verbindung.',
  },
  sweep: {
    title: 'Geräte, die sich nicht selbst ankündigen',
    text: 'Fragt jede Adresse der eigenen Netzwerke einmal über HTTP, ob dort ein Tasmota ist. Manche Router und Alarmanlagen bemerken eine solche Suche.',
    start: 'Nach Geräten suchen, die sich nicht selbst ankündigen',
    progress: (asked, of) => `${numberDe(asked)} von ${pluralDe(of, 'Adresse', 'Adressen')} gefragt`,
    label: 'Gefragte Adressen',
  },
  impostors: {
    title: 'Ein anderer Rechner gibt sich als dieser Hub aus',
    kinds: {
      id: {
        what: (claim) => `kündigt die ID dieses Hubs an${claim ? `, als „${claim}“` : ''}.`,
        means: 'Entweder läuft eine Kopie der Daten dieses Hubs auf einem anderen Computer, oder jemand will Ihre Geräte abfangen.',
        remedy:
          'Kein Gerät zulassen, bevor klar ist, was davon zutrifft. Nach einem Umzug des Hubs den alten beenden; sonst diesen Rechner vom Netzwerk nehmen.',
      },
      name: {
        what: (claim) => `ist ein anderer Hub mit dem Namen dieses Hubs${claim ? `, „${claim}“` : ''}.`,
        means: 'Ein Gerät oder ein Mensch könnte den einen für den anderen halten.',
        remedy:
          'Ist es Ihr eigener, einen der beiden in seinen Einstellungen umbenennen. Sonst herausfinden, wem er gehört, und Codes vergleichen, bevor Geräte zugelassen werden.',
      },
      host: {
        what: (claim) => `antwortet ebenfalls für ${claim || 'den Hostnamen dieses Hubs'}.`,
        means: 'Geräte, die diesen Namen auflösen, landen vielleicht dort.',
        remedy: 'Den Namen jenes Rechners ändern, oder Geräten die Adresse dieses Hubs statt des Namens geben.',
      },
      emonesp: {
        what: (claim) => `ruft EmonESP-Geräte zu sich${claim ? `, als ${claim}` : ''}.`,
        means:
          'Ein EmonESP, das ihn hört, stellt seinen MQTT-Server auf jenen Rechner um. Ein emonPi oder eine emonBase tut das von selbst.',
        remedy: 'Ist es Ihr eigener, ihn ausschalten, solange hier EmonESP-Geräte gekoppelt werden. Sonst ihn vom Netzwerk nehmen.',
      },
    },
    since: (when) => `Seit ${when}`,
    hide: 'Ist bekannt',
    hideHint: 'Vor diesem Rechner nicht mehr warnen. Lässt sich unter Netzwerk › Selbstprüfung rückgängig machen',
    hiddenTitle: 'Bekannte Rechner',
    show: 'Wieder warnen',
  },
  check: {
    intro: 'Ob Geräte diesen Hub finden und erreichen können, soweit dieser Computer es sehen kann.',
    run: 'Jetzt prüfen',
    running: 'Wird geprüft …',
    at: 'Geprüft',
    interfaces: 'Netzwerke dieses Computers',
    noInterfaces: 'Dieser Computer ist in keinem Netzwerk.',
    list: 'Was geprüft wurde',
    states: { good: 'Gut', warning: 'Bitte ansehen', bad: 'Funktioniert nicht', skipped: 'Nicht geprüft' },
    command: 'Befehl',
  },
  manual: {
    title: 'Wenn ein Gerät den Hub nicht findet',
    intro:
      'Dies in das Gerät eingeben oder den Code damit scannen. Am Fingerabdruck erkennt es, dass es diesen Hub erreicht hat und keinen anderen.',
    address: 'Adresse',
    hostName: 'Hostname',
    port: 'Port',
    hubId: 'Hub-ID',
    fingerprint: 'Fingerabdruck',
    qr: 'QR-Code mit Adresse, Port, ID und Fingerabdruck dieses Hubs',
    qrText: 'Enthält kein Geheimnis: Adresse, Port, ID und Fingerabdruck.',
    closed: 'Jetzt kann kein Gerät anfragen: Die Tür zum Koppeln ist auf keinem Port offen. Siehe Listener in den Einstellungen.',
  },
};
