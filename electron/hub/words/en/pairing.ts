import type { Quieted, Request } from '../../../contract/model.ts';

interface Asker {
  name: string;
  address: string;
}

/** In the middle of a sentence, and at its beginning. */
const whom = ({ name, address }: Asker) => (name === address ? `the device at ${address}` : `${name} at ${address}`);
const who = (asker: Asker) => (asker.name === asker.address ? `The device at ${asker.address}` : whom(asker));
const minutes = (ms: number) => (ms === 60_000 ? 'a minute' : `${Math.round(ms / 60_000)} minutes`);

/** Devices that ask to come in. One sentence each, the same for the same happening, so that the activity log counts repeats. */
export const enPairing = {
  knocked: (asker: Asker) => `${who(asker)} asked to come in.`,
  stayedQuiet: (asker: Asker, reason: Quieted['reason']) =>
    `${who(asker)} asked to come in and got no card: you ${reason === 'denied' ? 'denied it' : 'chose to ignore it'}.`,
  tooMany: (most: number) => `More than ${most} devices asked at once. The ones above that got no card.`,
  wentSilent: (asker: Asker) => `${who(asker)} stopped asking. Its request ended.`,
  allowed: (asker: Asker, windowMs: number) => `You allowed ${whom(asker)}. It has ${minutes(windowMs)} to fetch its credential.`,
  denied: (asker: Asker) => `You denied ${whom(asker)}.`,
  ignored: (asker: Asker) => `You chose to ignore ${whom(asker)}.`,
  undone: (asker: Asker) => `${who(asker)} may ask again.`,
  quietOver: (asker: Asker, silenceMs: number) => `${who(asker)}, denied earlier, was silent for ${minutes(silenceMs)}. It may ask again.`,
  fetched: (asker: Asker & Pick<Request, 'protocol'>) =>
    `${who(asker)} fetched its credential. It was sent ${asker.protocol === 'emonesp' ? 'in the clear' : 'encrypted'}.`,
  codesDiffered: (asker: Asker) =>
    `You said that ${whom(asker)} shows another code, and it was turned away. Somebody on your network may stand between it and this computer.`,
  rivalled: (asker: Asker & Pick<Request, 'node'>, address: string) =>
    `A device at ${address} asked under the id ${asker.node}, as ${whom(asker)} does. Only one of them can be the real one.`,
  replaced: (asker: Asker) => `${who(asker)} began anew. Its earlier request ended.`,
  brokeCommitment: (asker: Asker) => `${who(asker)} showed another half of the code than it had promised. Its request ended.`,
  joined: (asker: Asker) => `${who(asker)} came in with its new credential.`,
  lapsed: (asker: Asker & { fetched: boolean }) =>
    asker.fetched
      ? `${who(asker)} fetched its credential, but has not connected in time.`
      : `${who(asker)} never came back for its credential.`,

  doorOpened: (count: number) => `You opened the door for ${count === 1 ? 'a minute' : `${count} minutes`}.`,
  doorClosed: 'You closed the door.',
  doorClosedAsleep: 'The computer slept, and the door closed.',
  doorTimeOver: 'The time was over, and the door closed.',
  knockedAtClosed: ({ name, address }: Asker) => `${name} at ${address} knocked while the door was closed.`,
  notFromHome: (peer: string | null) =>
    `A device at ${peer ?? 'an unknown address'} was turned away at the pairing door: it is not in a home network.`,
  webPage: (address: string) => `A web page open at ${address} tried to ask in a device's place, and was turned away.`,

  codeMissing: 'The device has not shown its half of the code yet. Wait a moment.',
  compareFirst: 'Compare the codes first, then allow it.',
  isJoining: (name: string) => `${name} is joining at this moment. Wait until it has connected or its time is over.`,
  ended: 'That request has ended.',
  decided: 'That request has been decided already.',
  notQuiet: 'That device is no longer on the list.',
  quietFull: (count: number) => `You ignore ${count} devices, and no more fit. Undo some of them under Ignored first.`,
};
