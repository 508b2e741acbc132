import type { ListenerName } from '../../../contract/model.ts';
import type { Impostor } from '../../../contract/network.ts';

/** `a`, `a and b`, `a, b and c`. */
const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join() : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

const BY_HAND = 'Until it works, type the address into devices, or show them the QR code of this page.';
const HELD_BACK = 'Look whether a firewall or a security program on this computer holds it back.';
const DOES: Readonly<Record<Impostor['kind'], string>> = {
  id: 'announces itself as this hub',
  name: "is a hub with this hub's name",
  host: "answers for this hub's host name",
  emonesp: 'calls EmonESP devices to itself',
};

/** The self-check: what was looked at, what was found, and what to do. */
export const enCheck = {
  titles: {
    mqtt: 'MQTT',
    mqtts: 'MQTT over TLS',
    ws: 'MQTT over WebSocket',
    wss: 'MQTT over secure WebSocket',
    pair: 'Pairing',
    emonesp: 'EmonESP pairing',
    ownName: 'Found by mDNS',
    oneAnswer: 'One answer for the host name',
    announcement: 'Announcements',
    impostors: 'Impostors',
    networks: 'Networks',
    firewall: 'Firewall',
  } satisfies Record<Exclude<ListenerName, 'trigger'>, string> & Record<string, string>,

  alone: 'This hub serves this computer alone, so nothing else can find it.',
  aloneNext: 'To let devices in, allow the network in Settings.',
  tooLong: 'This took too long.',
  failed: 'This could not be checked.',
  again: 'Check again. If it stays like this, quit Porchlight and start it again.',
  noNetwork: 'This computer is in no network.',
  noNetworkNext: 'Connect it by cable or Wi-Fi.',

  notOpen: 'It is not open.',
  openNowhere: 'It is open, but this computer has no address in a network.',
  openNowhereNext: 'Connect this computer to a network.',
  answers: (places: readonly string[]) => `Answers at ${listed(places)}.`,
  silent: (places: readonly string[]) => `Does not answer at ${listed(places)}.`,
  silentNext: 'Look whether a firewall or a security program on this computer holds Porchlight back, then check again.',

  nameSilent: (name: string) => `This hub's own answer for ${name} did not come back.`,
  nameSilentNext: `${HELD_BACK} ${BY_HAND}`,
  nameAnswered: (name: string) => `${name} is answered.`,
  nameListed: (name: string, listedAs: string) => `${name} is answered, and the hub is listed as "${listedAs}".`,
  nameUnlisted: (name: string, listedAs: string) => `${name} is answered, but the hub is not listed as "${listedAs}".`,
  nameUnlistedNext: `Quit Porchlight and start it again. ${BY_HAND}`,
  others: (addresses: readonly string[], name: string) =>
    `${listed(addresses)} ${addresses.length > 1 ? 'answer' : 'answers'} for ${name} too.`,
  othersNext: 'Find out what is there, and switch it off or rename it. Devices that look for the hub by its name may ask there.',
  noOthers: (name: string, hasAvahi: boolean) =>
    `Nobody else answers for ${name}.${hasAvahi ? " Avahi, this system's own mDNS service, runs beside Porchlight, which is fine." : ''}`,
  announced: "This hub's own announcement came back.",
  notAnnounced: "This hub's own announcement did not come back.",
  notAnnouncedNext: `${HELD_BACK} Until it works, paired devices do not learn of a new address of this computer by themselves.`,
  noImpostors: 'Nobody was heard that passes for this hub.',
  impostors: (heard: readonly Pick<Impostor, 'address' | 'kind'>[]) =>
    `${listed(heard.map(({ address, kind }) => `${address} ${DOES[kind]}`))}.`,
  impostorsNext: 'Find out what is there. Until then let in only devices that show the same code as here.',

  ports: (tcp: readonly number[], udp: readonly number[]) =>
    [...(tcp.length > 0 ? [`TCP ${listed(tcp.map(String))}`] : []), ...(udp.length > 0 ? [`UDP ${listed(udp.map(String))}`] : [])].join(
      '; ',
    ),
  firewallNone: 'Neither ufw nor firewalld is on. Rules that were made with nftables or iptables alone cannot be seen from here.',
  firewallUnknown: 'Porchlight does not know the firewall of this system.',
  firewallUnknownNext: (ports: string) => `If there is one, let ${ports} through.`,
  firewallOn: (name: string) => `The firewall ${name} is on. Porchlight cannot see whether it lets devices in.`,
  firewallOnNext: (ports: string) => `If devices cannot connect, let ${ports} through with this command.`,
  firewallHidden: {
    darwin: 'Porchlight cannot see whether the firewall of macOS lets devices in.',
    win32: 'Porchlight cannot see whether Windows Defender Firewall lets devices in.',
  },
  firewallHiddenNext: {
    darwin: (ports: string) =>
      `It does not if it is on and Porchlight is not allowed in System Settings, Network, Firewall. If devices cannot connect, this command, run as administrator, opens ${ports} to Porchlight.`,
    win32: (ports: string) =>
      `It does not if somebody answered No when Windows asked whether Porchlight may use the network. If devices cannot connect, this command, run as administrator, opens ${ports} to Porchlight.`,
  },
};
