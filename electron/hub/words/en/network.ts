import type { Impostor } from '../../../contract/network.ts';

/** Being found on the network, others that pass for this hub, and devices of other makes that are given its settings. */
export const enNetwork = {
  noNetwork: 'Porchlight found no network to announce itself on.',
  noNumber: 'Porchlight cannot announce itself, because nothing can be stored on this computer now.',
  cannotAnnounce: (address: string, name: string, code: string) => `Porchlight cannot announce itself from ${address} (${name}): ${code}.`,
  mdns: {
    deaf: (name: string, code: string) => `Porchlight cannot hear who looks for it on ${name}: ${code}.`,
    taken: (port: number, code: string) =>
      `Devices cannot find Porchlight by name: another program has UDP port ${port} to itself (${code}).`,
    forbidden: (port: number, code: string) =>
      `Devices cannot find Porchlight by name: this computer does not let it use UDP port ${port} (${code}).`,
    /** `way`: over which network card, and from which address. */
    firewall: (code: string, way: { name: string; address: string } | null) =>
      `Devices cannot find Porchlight by name${way ? ` over ${way.name} (${way.address})` : ''}: a firewall on this computer stops it (${code}).`,
    failed: (port: number, code: string, way: { name: string; address: string } | null) =>
      `Devices cannot find Porchlight by name${way ? ` over ${way.name} (${way.address})` : ''}: UDP port ${port} cannot be used (${code}).`,
  },
  /** `code`: `null` where another program keeps the port. */
  cannotListen: (port: number, code: string | null) =>
    `Porchlight cannot listen on UDP port ${port}: ${code ?? 'another program keeps it to itself'}. Until it can, it does not notice others there that pass for this hub.`,

  impostors: {
    id: (address: string) =>
      `${address} announces itself as this hub. Devices that paired with this hub do not follow it, because it cannot sign as this hub. Find out what is at that address, and until then let in only devices that show the same code as here.`,
    repeat: (address: string) =>
      `${address} sends announcements that this hub signed. Somebody repeats them, and paired devices ignore what is repeated; or a copy of this hub runs there. If you moved this hub from there, quit Porchlight on that computer for good.`,
    name: (address: string, claim: string) =>
      `Another hub at ${address} has the name of this hub, "${claim}". If it is yours, give one of the two another name in Settings. If it is not, let in only devices that show the same code as here.`,
    host: (address: string, claim: string) =>
      `${address} answers for ${claim}, which is the name of this hub. Devices that look for it by that name may ask there. Those that check this hub's certificate refuse it. Find out what is at that address, and switch it off or rename it.`,
    emonesp: (address: string) =>
      `${address} calls EmonESP devices to itself, as an emonPi does. One that hears it leaves this hub and asks there, because it cannot tell who calls. If you do not want that, switch it off there.`,
  } as Record<Impostor['kind'] | 'repeat', (address: string, claim: string) => string>,
  notHeard: 'That machine has not been heard for a while, so there is no warning of it.',
  notHidable: 'A machine that passes for this hub itself cannot be left out of sight.',
  hiddenFull: (most: number) => `At most ${most} machines can be left out of the warnings.`,
  hidden: (address: string) => `You know the machine at ${address}, and want no warning of it.`,
  shown: (address: string) => `You want warnings of ${address} again.`,

  gone: 'That device is not there any more.',
  esphome: 'ESPHome takes its broker from its configuration file: paste the credential into that.',
  elsewhere: (address: string) => `${address} is not in a network that this computer is part of.`,
  busy: 'That device is being set up already.',
  handed: (name: string, label: string, address: string, isEncrypted: boolean, restarted: boolean) =>
    `You handed ${name} (${label} at ${address}) its credential through its own web page, in the clear. It connects ${
      isEncrypted ? 'over TLS' : 'without encryption'
    }.${restarted ? '' : ' It did not say that it restarts: if it does not connect, switch it off and on.'}`,
  notItself: (address: string, name: string) => `What answers at ${address} is not ${name} any more. Look at the list again.`,
  silent: (name: string, address: string) => `${name} at ${address} does not answer. Is it on?`,
  needsMqtts: 'It could not reach this hub. Open the listener "MQTT over TLS" to the network first.',
  needsMqtt: 'It cannot check this hub’s certificate, so it needs a plain listener. Open the listener "MQTT" to the network first.',
  unconfirmed: (name: string) =>
    `${name} was sent its settings, but it did not say whether it took them. If it does not connect within a minute, choose Connect again.`,
  passwordEnded: (problem: string) => `${problem} It stays in your list, but its earlier password has ended: try again.`,
  asksForPassword: 'It asks for the password of its web page.',
  wrongPassword: 'It asks for the password of its web page. What you typed is not it.',
  noAuthority: (name: string) =>
    `${name} did not take this hub’s certificate authority. Open the listener "MQTT" to the network, then try again.`,
  refused: (name: string) => `${name} refused the settings.`,
  unanswered: (name: string) => `${name} did not answer when it was given its settings.`,
  noMqttBuilt: 'Its WLED was built without MQTT. Install a build that has it, then try again.',
  untold: 'It does not tell its MQTT settings. Update its firmware, then try again.',
  mqttOff: 'MQTT is switched off in it. Switch it on in Configuration, Configure Other, then try again.',
};
