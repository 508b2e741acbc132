import type { enSnippets } from './en-snippets.ts';

const homeAssistant =
  'MQTT wird dort auf eigenen Seiten eingerichtet; dies sind die Werte, nach denen gefragt wird. Um andere Geräte zu sehen, muss es alles lesen dürfen.';

/** How a credential is put into other programs, and why one does not come in with it. */
export const deSnippets: typeof enSnippets = {
  useItIn: 'Verwenden in',
  tools: {
    mosquittoPub: 'Terminal (mosquitto_pub)',
    tasmota: 'Tasmota',
    esphome: 'ESPHome',
    shelly: 'Shelly',
    homeAssistant: 'Home Assistant',
    nodeRed: 'Node-RED',
    arduino: 'Arduino (PubSubClient)',
    paho: 'Python (paho-mqtt)',
  },
  snippetFor: (tool) => `Für ${tool}`,
  copyFor: (tool) => `Für ${tool} kopieren`,
  saveAuthority: 'porchlight-ca.pem speichern …',
  hints: {
    mosquittoPub: {
      tls: 'Veröffentlicht einen Messwert. In dem Ordner ausführen, in dem porchlight-ca.pem liegt, die Zertifizierungsstelle des Hubs.',
      plain: 'Veröffentlicht einen Messwert.',
    },
    tasmota: {
      tls: 'Für die Konsole auf seiner Webseite. Nur Ausgaben für den ESP32 können TLS; für einen ESP8266 die unverschlüsselte Verbindung wählen.',
      plain: 'Für die Konsole auf seiner Webseite. Es startet von selbst neu.',
    },
    esphome: {
      tls: 'Anstelle des Blocks mqtt:. TLS braucht einen ESP32 mit dem Framework esp-idf; für andere die unverschlüsselte Verbindung wählen. Wenn nichts den Block api: benutzt, ihn entfernen, sonst startet es alle 15 Minuten neu.',
      plain: 'Anstelle des Blocks mqtt:. Wenn nichts den Block api: benutzt, ihn entfernen, sonst startet es alle 15 Minuten neu.',
    },
    shelly: {
      tls: 'Für ein Terminal und einen Shelly ab der zweiten Generation. Wenn er ein Passwort hat, jedem curl --anyauth -u admin hinzufügen.',
      plain:
        'Für ein Terminal und einen Shelly ab der zweiten Generation. Wenn er ein Passwort hat, jedem curl --anyauth -u admin hinzufügen. Dieselben Werte lassen sich auf seiner Webseite unter Settings, MQTT eintippen.',
    },
    homeAssistant: { tls: homeAssistant, plain: homeAssistant },
    nodeRed: {
      tls: 'In seinem Menü: Import. Bringt den Broker mit seinem Passwort und die Zertifizierungsstelle des Hubs mit.',
      plain: 'In seinem Menü: Import. Bringt den Broker mit seinem Passwort mit.',
    },
    arduino: {
      tls: 'Ein Sketch für ESP32 (Core 3 oder neuer) und ESP8266. Das eigene WLAN eintragen.',
      plain: 'Ein Sketch für ESP32 und ESP8266. Das eigene WLAN eintragen.',
    },
    paho: { tls: 'Ein Programm, das einen Messwert veröffentlicht.', plain: 'Ein Programm, das einen Messwert veröffentlicht.' },
  },
  encryption: {
    label: 'Verbindung',
    options: { tls: 'Verschlüsselt (TLS)', plain: 'Nicht verschlüsselt' },
    hints: {
      tls: 'Das Gerät braucht einmalig die Zertifizierungsstelle dieses Hubs.',
      plain: 'Für Geräte, die kein TLS können. Passwort und Messwerte gehen lesbar durch das Netzwerk.',
    },
    off: 'Nicht verschlüsselt: MQTT über TLS ist nicht offen. Öffnen lässt es sich auf der Seite „Sicherheit“.',
  },
  qr: {
    show: 'Als QR-Code zeigen',
    label: (name) => `QR-Code mit den Zugangsdaten für ${name}`,
    text: 'Enthält die Adresse mit Benutzername und Passwort. Wer ihn scannt, kann sich als dieses Gerät verbinden.',
  },
  maybe: (address) =>
    address === null
      ? 'Inzwischen wurde eine Verbindung abgewiesen. Falls es dieses Gerät war:'
      : `Eine Verbindung von ${address} wurde abgewiesen. Falls es dieses Gerät ist:`,
  advice: {
    password:
      'Das Passwort erneut eingeben, ohne Leerzeichen und ohne Zeilenende. Wenn Porchlight es in das Gerät geschrieben hat, das Gerät sperren und neu verbinden.',
    userName: 'Den Benutzernamen im Gerät mit dem hier vergleichen.',
    notTls: 'Es hat den Port für TLS ohne TLS erreicht. TLS im Gerät einschalten oder die unverschlüsselte Verbindung wählen.',
    notPlain: 'Es sprach TLS am unverschlüsselten Port. Den Port für TLS eintragen oder TLS im Gerät ausschalten.',
    clock: 'Die Uhr des Geräts stellen, zum Beispiel über dessen Zeitserver.',
    trust: 'Dem Gerät die Zertifizierungsstelle dieses Hubs geben. Wenn es dafür keinen Platz hat, die unverschlüsselte Verbindung wählen.',
    tls: 'Sein TLS und das dieses Hubs passen nicht zusammen. Vielleicht hilft neuere Firmware; sonst die unverschlüsselte Verbindung wählen.',
    clientId: 'Dem Gerät eine andere Client-ID geben.',
    permission: 'Von wo und wann es sich verbinden darf, lässt sich in seinen Details auf der Seite „Geräte“ ändern.',
    topic:
      'Die Topics im Gerät auf das einstellen, was es benutzen darf, oder in seinen Details auf der Seite „Geräte“ ändern, was es darf.',
    other: 'Die Einstellungen im Gerät mit den Werten hier vergleichen.',
  },
};
