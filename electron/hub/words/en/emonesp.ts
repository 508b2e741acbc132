/** EmonESP devices: their door, the call to them, and settings that are sent to one by its address. */
export const enEmonEsp = {
  turnedAway: (peer: string | null, byIpv4: boolean) =>
    `A device at ${peer ?? 'an unknown address'} was turned away at the pairing door: ${
      byIpv4 ? 'it is not in a network of this computer' : 'it did not come by IPv4'
    }.`,
  switched: (on: boolean): string => (on ? 'You switched on pairing of EmonESP devices.' : 'You switched off pairing of EmonESP devices.'),
  switchedItselfOff: 'Pairing of EmonESP devices switched itself off.',
  noNetwork: 'Porchlight found no network on which to call EmonESP devices.',
  cannotCall: (address: string, name: string, code: string) => `Porchlight cannot call EmonESP devices from ${address} (${name}): ${code}.`,
  cannotPair: (why: string) => `EmonESP devices cannot be paired now. ${why}`,
  mqttOff: 'The MQTT listener is switched off.',

  isAsking: (address: string) => `The device at ${address} is asking to come in: choose Allow on its card.`,
  isBusy: (address: string) => `The device at ${address} is being set up already.`,
  noIpv4: (text: string) => `"${text}" is not an IPv4 address. It looks like 192.168.1.20.`,
  elsewhere: (address: string) => `${address} is not in a network that this computer is part of.`,
  silent: (address: string) => `Nothing answers at ${address}. Is the device on, and is the address right?`,
  noEmonEsp: (address: string) => `What answers at ${address} is not an EmonESP.`,
  asksForLogin: (address: string) => `The device at ${address} asks for the user name and password of its web page.`,
  refusedLogin: (address: string) => `The device at ${address} refused that user name or password.`,
  unanswered: (address: string) => `The device at ${address} did not answer when it was given its settings.`,
  refused: (address: string) => `The device at ${address} refused the settings.`,
  passwordEnded: (problem: string, name: string) => `${problem} ${name} stays in your list, but its earlier password has ended: try again.`,
  handed: (name: string, address: string) =>
    `You handed ${name} at ${address} its credential through its own web page. It was sent in the clear.`,
};
