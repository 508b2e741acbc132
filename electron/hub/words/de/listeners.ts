import type { Listener } from '../../../contract/model.ts';
import type { enListeners } from '../en/listeners.ts';

const WHAT: Readonly<Record<Listener['name'], string>> = {
  mqtt: 'den MQTT-Broker',
  mqtts: 'MQTT über TLS',
  ws: 'MQTT über WebSocket',
  wss: 'MQTT über sicheren WebSocket',
  pair: 'die Kopplung',
  emonesp: 'die EmonESP-Kopplung',
  trigger: 'den EmonESP-Ruf',
};

const WITHOUT: Readonly<Record<Listener['name'], string>> = {
  mqtt: ' Bis dahin kann sich kein Gerät ohne TLS verbinden.',
  mqtts: ' Bis dahin kann sich kein Gerät über TLS verbinden.',
  ws: ' Bis dahin kann sich keine Webseite auf diesem Weg verbinden.',
  wss: ' Bis dahin kann sich keine Webseite auf diesem Weg verbinden.',
  pair: ' Bis dahin kann kein Gerät anfragen, außer EmonESP-Geräten.',
  emonesp: ' EmonESP-Geräte fragen nur auf Port 80. Bis er offen ist, die Einstellungen an die Adresse eines Geräts senden.',
  trigger: '',
};

/** Where the hub listens, and why a port could not be opened. */
export const deListeners: typeof enListeners = {
  names: {
    mqtt: 'MQTT-Listener',
    mqtts: 'MQTT-Listener mit TLS',
    ws: 'WebSocket-Listener',
    wss: 'WebSocket-Listener mit TLS',
  },
  doors: { pair: 'Kopplung', emonesp: 'EmonESP-Kopplung' },
  changed: (name, on) => `Listener ${on ? 'geändert' : 'ausgeschaltet'}: ${name}.`,
  portTaken: (port, owner) => `Port ${port} ist schon vergeben (${owner}). Einen anderen wählen.`,
  portOf: (port, owner) => `Port ${port} ist schon vergeben (${owner}).`,
  portsEqual: 'MQTT, Kopplung und EmonESP-Kopplung brauchen je einen eigenen Port: verschiedene wählen.',
  certificatesNeedTls: 'Client-Zertifikate brauchen TLS: Diese Regel für die Listener mit TLS wählen.',
  anyoneElsewhere: 'Jeder darf sich nur mit einem Listener verbinden, den allein dieser Computer erreicht: „Nur dieser Computer“ wählen.',
  noSuchAddress: (address) => `Dieser Computer hat die Adresse ${address} nicht.`,

  problems: {
    taken: (name, port, owner) => `Port ${port} für ${WHAT[name]} wird schon von ${owner ?? 'einem anderen Programm'} benutzt.`,
    forbidden: (name, port) => `Dieser Computer lässt Porchlight Port ${port} für ${WHAT[name]} nicht benutzen.`,
    noAddress: (name, port) =>
      `Port ${port} für ${WHAT[name]} ließ sich nicht öffnen: Dieser Computer hat die gewählte Adresse jetzt nicht.`,
    failed: (name, port, code) => `Port ${port} für ${WHAT[name]} ließ sich nicht öffnen${code ? ` (${code})` : ''}.`,
  },
  remedies: {
    taken: (name) => `Jenes Programm beenden und erneut versuchen, oder in den Einstellungen einen anderen Port wählen.${WITHOUT[name]}`,
    forbiddenOnLinux: (name, port) =>
      `Erlauben mit: sudo sysctl net.ipv4.ip_unprivileged_port_start=${port} — dann erneut versuchen.${WITHOUT[name]}`,
    forbidden: (name) =>
      `In den Systemeinstellungen erlauben und erneut versuchen, oder in den Einstellungen einen anderen Port wählen.${WITHOUT[name]}`,
    noAddress: (name) =>
      `In den Einstellungen eine andere Adresse wählen, oder erneut versuchen, wenn das Netzwerk wieder da ist.${WITHOUT[name]}`,
    failed: (name) => `Das Netzwerk dieses Computers prüfen, dann erneut versuchen.${WITHOUT[name]}`,
  },
};
