import type { Quieted, Request } from '../../contract/model.ts';

/** What the activity log says of pairing: one sentence each, the same for the same happening, so that repeats are counted. */
interface Asker {
  name: string;
  address: string;
}

/** In the middle of a sentence, and at its beginning. */
const whom = ({ name, address }: Asker) => (name === address ? `the device at ${address}` : `${name} at ${address}`);
const who = (asker: Asker) => (asker.name === asker.address ? `The device at ${asker.address}` : whom(asker));
const minutes = (ms: number) => (ms === 60_000 ? 'a minute' : `${Math.round(ms / 60_000)} minutes`);

export const knocked = (asker: Asker) => `${who(asker)} asked to come in.`;
export const stayedQuiet = (asker: Asker, reason: Quieted['reason']) =>
  `${who(asker)} asked to come in and got no card: you ${reason === 'denied' ? 'denied it' : 'chose to ignore it'}.`;
export const tooMany = (most: number) => `More than ${most} devices asked at once. The ones above that got no card.`;
export const wentSilent = (asker: Asker) => `${who(asker)} stopped asking. Its request ended.`;
export const allowed = (asker: Asker, windowMs: number) =>
  `You allowed ${whom(asker)}. It has ${minutes(windowMs)} to fetch its credential.`;
export const denied = (asker: Asker) => `You denied ${whom(asker)}.`;
export const ignored = (asker: Asker) => `You chose to ignore ${whom(asker)}.`;
export const undone = (asker: Asker) => `${who(asker)} may ask again.`;
export const quietOver = (asker: Asker, silenceMs: number) =>
  `${who(asker)}, denied earlier, was silent for ${minutes(silenceMs)}. It may ask again.`;
export const fetched = (asker: Asker & Pick<Request, 'protocol'>) =>
  `${who(asker)} fetched its credential. It was sent ${asker.protocol === 'emonesp' ? 'in the clear' : 'encrypted'}.`;
export const codesDiffered = (asker: Asker) =>
  `You said that ${whom(asker)} shows another code, and it was turned away. Somebody on your network may stand between it and this computer.`;
export const rivalled = (asker: Asker & Pick<Request, 'node'>, address: string) =>
  `A device at ${address} asked under the id ${asker.node}, as ${whom(asker)} does. Only one of them can be the real one.`;
export const replaced = (asker: Asker) => `${who(asker)} began anew. Its earlier request ended.`;
export const brokeCommitment = (asker: Asker) => `${who(asker)} showed another half of the code than it had promised. Its request ended.`;
export const joined = (asker: Asker) => `${who(asker)} came in with its new credential.`;
export const lapsed = (asker: Asker & { fetched: boolean }) =>
  asker.fetched
    ? `${who(asker)} fetched its credential, but has not connected in time.`
    : `${who(asker)} never came back for its credential.`;
