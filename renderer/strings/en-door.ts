import type { Door, Request } from '../../electron/contract/model.ts';
import { plural } from './plural.ts';

const minutes = (count: number): string => plural(count, 'minute', 'minutes');
const list = new Intl.ListFormat('en-GB');

/** The door: when devices may ask, and how a person makes sure which one asks. */
export const enDoor = {
  titles: {
    closed: 'The door is closed',
    open: 'The door is open',
    always: 'The door is always open',
  } satisfies Record<Door['state'], string>,
  texts: {
    closed: 'New devices cannot ask to come in. Open it, then switch on the device that you want to add.',
    open: 'New devices may ask. Nothing comes in until you allow it.',
    always: 'New devices may ask at any time. Nothing comes in until you allow it.',
  } satisfies Record<Door['state'], string>,
  emonesp: 'EmonESP devices do not come through this door: they have a switch of their own.',
  minutes,
  open: (count: number) => `Open the door for ${minutes(count)}`,
  openFor: 'Keep it open for',
  closesIn: 'Closes in',
  close: 'Close now',
  always: 'Ask me always',
  alwaysText: 'Devices may ask day and night, not only while the door is open.',
  openUntil: (time: string) => `The door is open until ${time}.`,
  turnedAway: (count: number) => `${plural(count, 'device', 'devices')} knocked while the door was closed.`,
  theLast: (name: string, address: string, one: boolean) => `${one ? 'It was' : 'The last:'} ${name} at ${address},`,
  openNow: (count: number) => `Open for ${minutes(count)}`,

  empty: {
    closed: {
      title: 'Nobody is at the door',
      text: 'When a device asks to come in, you decide here. The door is closed now. To bring in EmonESP devices, switch on Pair EmonESP devices. Anything else that speaks MQTT you can add by hand.',
    },
    open: {
      title: 'Nobody is at the door yet',
      text: 'Switch on the device that you want to add. It asks here within a few seconds, and you decide.',
    },
    always: {
      title: 'Nobody is at the door',
      text: 'When a device asks to come in, you decide here. To bring in EmonESP devices, switch on Pair EmonESP devices. Anything else that speaks MQTT you can add by hand.',
    },
  } satisfies Record<Door['state'], { title: string; text: string }>,

  endsIn: (left: string) => `Ends in ${left}`,
  rivals: (addresses: string[], node: string) =>
    `${list.format(addresses)} also ${addresses.length === 1 ? 'claims' : 'claim'} to be ${node}. Only one of them can be the real one.`,
  code: 'Code',
  codeText: (name: string) => `${name} must show the same code: on its display, on its own web page or in its log.`,
  same: {
    question: 'Do both show the same code?',
    yes: 'Yes, the same – allow',
    no: 'No, they differ',
    differ: 'If they differ, somebody may stand between the device and this computer. Then it gets nothing.',
  },
  unseen: {
    title: 'No code to compare',
    text: 'This device has no way to show one. So nobody can tell whether it is really your device that asks, or somebody else on your network who wants to come in.',
    question: 'Are you adding this device right now?',
    yes: 'Yes, allow without a code',
  },
  waiting: 'The device has not finished asking. You can allow it as soon as its code is here.',
  look: {
    none: 'Allow',
    waiting: 'Compare code…',
    code: 'Compare code…',
    unseen: 'Open card…',
  } satisfies Record<Request['proof'], string>,
  lookHint: 'Opens its card, where you decide',
};
