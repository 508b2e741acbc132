// What the device tells: one line for each event. No event holds a password or a nonce.

const TEXTS = {
  found: ({ name, address, port }) => `Found ${name} at ${address}, port ${port}.`,
  searching: () => 'No Porchlight hub answers on this network yet. Looking on.',
  asked: ({ hub }) => `Asked hub ${hub}.`,
  code: ({ code }) => `Code: ${code}`,
  waiting: () => 'Click Allow in Porchlight, if both show the same code.',
  allowed: ({ baseTopic }) => `Allowed. Publishes under ${baseTopic}.`,
  connected: ({ address, port }) => `Connected to ${address}, port ${port}.`,
  published: ({ topic, payload }) => `${topic} ${payload}`,
  announcement: ({ outcome, reason, seq }) => (outcome === 'follow' ? `Heard announcement ${seq}.` : `Ignored an announcement: ${reason}.`),
  moved: ({ addresses }) => `The hub is now at ${addresses.join(', ')}.`,
  disconnected: ({ reason, retryInSeconds }) => `Not connected: ${reason}. Tries again in ${retryInSeconds} s.`,
  refused: ({ reason }) => REFUSALS[reason] ?? `Refused: ${reason}.`,
  unreachable: ({ address, port, reason }) => `${address}, port ${port}: ${reason}.`,
  deaf: ({ reason }) => `Cannot hear announcements: ${reason}.`,
  forgotten: () => 'Forgotten.',
  failed: ({ reason }) => reason,
};

const REFUSALS = {
  closed: 'The door is closed: open the door in Porchlight. Asks again.',
  conflict: 'Another device asks under the same id: one of them is not what it says. Asks again.',
  busy: 'The hub has too much to do. Asks again.',
  gone: 'The request is over. Asks again.',
  dead: 'The hub did not accept the nonce: somebody may be in the middle. Asks again.',
  unreadable: 'This answer is not of pairing version 1. Asks again.',
  denied: 'Denied by the person at the hub.',
  rejected: 'The hub rejects the request as malformed.',
  key: 'Not safe: another key answers than the one that the code was made of. Nothing was kept.',
  hub: 'Not safe: the answer names another hub than the one that was asked. Nothing was kept.',
  device: 'Not safe: the answer is for another device. Nothing was kept.',
  credential: 'The hub does not accept the password. To pair anew: --forget',
};

/** @returns {(event: string, detail?: object) => void} writes JSON for programs or words for people */
export function speaker(isJson, write) {
  if (isJson) return (event, detail = {}) => write(`${JSON.stringify({ event, ...detail })}\n`);
  return (event, detail = {}) => write(`${TEXTS[event](detail).replace(/[\p{Cc}\p{Cf}]/gu, '?')}\n`);
}
