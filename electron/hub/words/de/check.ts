import type { Impostor } from '../../../contract/network.ts';
import type { enCheck } from '../en/check.ts';

/** `a`, `a und b`, `a, b und c`. */
const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join() : `${items.slice(0, -1).join(', ')} und ${items.at(-1)}`;

const BY_HAND = 'Bis es geht, die Adresse in Geräte eintippen oder ihnen den QR-Code dieser Seite zeigen.';
const HELD_BACK = 'Nachsehen, ob eine Firewall oder ein Sicherheitsprogramm auf diesem Computer es zurückhält.';
const DOES: Readonly<Record<Impostor['kind'], string>> = {
  id: 'kündigt sich als dieser Hub an',
  name: 'ist ein Hub mit dem Namen dieses Hubs',
  host: 'antwortet für den Hostnamen dieses Hubs',
  emonesp: 'ruft EmonESP-Geräte zu sich',
};
const opens = (ports: string) =>
  `Wenn sich Geräte nicht verbinden können: Dieser Befehl, als Administrator ausgeführt, öffnet ${ports} für Porchlight.`;

/** The self-check: what was looked at, what was found, and what to do. */
export const deCheck: typeof enCheck = {
  titles: {
    mqtt: 'MQTT',
    mqtts: 'MQTT über TLS',
    ws: 'MQTT über WebSocket',
    wss: 'MQTT über sicheren WebSocket',
    pair: 'Kopplung',
    emonesp: 'EmonESP-Kopplung',
    ownName: 'Über mDNS zu finden',
    oneAnswer: 'Nur eine Antwort für den Hostnamen',
    announcement: 'Ankündigungen',
    impostors: 'Doppelgänger',
    networks: 'Netzwerke',
    firewall: 'Firewall',
  },

  alone: 'Dieser Hub ist nur für diesen Computer da, also kann ihn nichts anderes finden.',
  aloneNext: 'Damit Geräte hereinkommen, in den Einstellungen das Heimnetz erlauben.',
  tooLong: 'Das dauerte zu lange.',
  failed: 'Das ließ sich nicht prüfen.',
  again: 'Noch einmal prüfen. Wenn es so bleibt, Porchlight beenden und neu starten.',
  noNetwork: 'Dieser Computer ist in keinem Netzwerk.',
  noNetworkNext: 'Über Kabel oder WLAN verbinden.',

  notOpen: 'Nicht offen.',
  openNowhere: 'Offen, aber dieser Computer hat keine Adresse in einem Netzwerk.',
  openNowhereNext: 'Diesen Computer mit einem Netzwerk verbinden.',
  answers: (places) => `Antwortet unter ${listed(places)}.`,
  silent: (places) => `Antwortet nicht unter ${listed(places)}.`,
  silentNext:
    'Nachsehen, ob eine Firewall oder ein Sicherheitsprogramm auf diesem Computer Porchlight zurückhält, dann noch einmal prüfen.',

  nameSilent: (name) => `Die eigene Antwort dieses Hubs für ${name} kam nicht zurück.`,
  nameSilentNext: `${HELD_BACK} ${BY_HAND}`,
  nameAnswered: (name) => `Für ${name} kommt eine Antwort.`,
  nameListed: (name, listedAs) => `Für ${name} kommt eine Antwort, und der Hub ist als „${listedAs}“ aufgeführt.`,
  nameUnlisted: (name, listedAs) => `Für ${name} kommt eine Antwort, aber der Hub ist nicht als „${listedAs}“ aufgeführt.`,
  nameUnlistedNext: `Porchlight beenden und neu starten. ${BY_HAND}`,
  others: (addresses, name) => `Auch ${listed(addresses)} ${addresses.length > 1 ? 'antworten' : 'antwortet'} für ${name}.`,
  othersNext:
    'Herausfinden, was dort ist, und es ausschalten oder umbenennen. Geräte, die den Hub nach Namen suchen, fragen vielleicht dort.',
  noOthers: (name, hasAvahi) =>
    `Niemand sonst antwortet für ${name}.${hasAvahi ? ' Avahi, der mDNS-Dienst dieses Systems, läuft neben Porchlight, und das ist in Ordnung.' : ''}`,
  announced: 'Die eigene Ankündigung dieses Hubs kam zurück.',
  notAnnounced: 'Die eigene Ankündigung dieses Hubs kam nicht zurück.',
  notAnnouncedNext: `${HELD_BACK} Bis es geht, erfahren gekoppelte Geräte eine neue Adresse dieses Computers nicht von selbst.`,
  noImpostors: 'Niemand war zu hören, der sich als dieser Hub ausgibt.',
  impostors: (heard) => `${listed(heard.map(({ address, kind }) => `${address} ${DOES[kind]}`))}.`,
  impostorsNext: 'Herausfinden, was dort ist. Bis dahin nur Geräte zulassen, die denselben Code wie hier zeigen.',

  ports: (tcp, udp) =>
    [...(tcp.length > 0 ? [`TCP ${listed(tcp.map(String))}`] : []), ...(udp.length > 0 ? [`UDP ${listed(udp.map(String))}`] : [])].join(
      '; ',
    ),
  firewallNone:
    'Weder ufw noch firewalld ist an. Regeln, die nur mit nftables oder iptables gemacht wurden, sind von hier aus nicht zu sehen.',
  firewallUnknown: 'Porchlight kennt die Firewall dieses Systems nicht.',
  firewallUnknownNext: (ports) => `Falls es eine gibt, ${ports} durchlassen.`,
  firewallOn: (name) => `Die Firewall ${name} ist an. Ob sie Geräte hereinlässt, kann Porchlight nicht sehen.`,
  firewallOnNext: (ports) => `Wenn sich Geräte nicht verbinden können, ${ports} mit diesem Befehl durchlassen.`,
  firewallHidden: {
    darwin: 'Ob die Firewall von macOS Geräte hereinlässt, kann Porchlight nicht sehen.',
    win32: 'Ob die Windows Defender Firewall Geräte hereinlässt, kann Porchlight nicht sehen.',
  },
  firewallHiddenNext: {
    darwin: (ports) =>
      `Nicht, wenn sie an ist und Porchlight in Systemeinstellungen, Netzwerk, Firewall nicht erlaubt ist. ${opens(ports)}`,
    win32: (ports) => `Nicht, wenn jemand Nein gesagt hat, als Windows fragte, ob Porchlight das Netzwerk benutzen darf. ${opens(ports)}`,
  },
};
