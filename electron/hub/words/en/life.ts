/** What the activity log tells of the hub itself, and of clients that come and go. */
export const enLife = {
  started: 'Porchlight started.',
  startedAgain: 'Porchlight started again.',
  crashed: 'The hub ended unexpectedly and was started again. Devices reconnect by themselves. The door is closed.',
  stopped: 'Porchlight stopped.',
  restored: 'A backup was put in place. What was here before is kept.',
  savesAgain: 'What changes can be saved again.',
  savesNothing: (problem: string) => `Nothing can be saved. ${problem}`,
  moreHappened: 'More happened in a short time than is listed one by one.',
  unknownCall: 'Porchlight does not know this call.',

  connected: (name: string) => `${name} connected.`,
  /** `why`: a clause, or `null` where there is nothing to say. */
  disconnected: (name: string, why: string | null) => `${name} disconnected${why === null ? '' : ` (${why})`}.`,
  listenerClosed: 'its listener was closed',
  cameAnew: 'it connected anew with the same client id',
  issuerRemoved: 'its token issuer was removed',
  notMqtt: (why: string) => `Closed a connection that did not speak MQTT as expected: ${why}.`,
  flapping: (clientId: string) =>
    `"${clientId}" connects again and again, so it is let in more slowly. The usual causes: two devices use the same client id, or its power or Wi-Fi is poor.`,
  revoked: (name: string) => `You revoked ${name}. Nothing that let it in works any longer.`,
  denied: (name: string, action: 'publish' | 'subscribe', topic: string) =>
    `${name} may not ${action === 'publish' ? 'publish to' : 'subscribe to'} "${topic}".`,
  notDropped: (why: string) => `What was kept for a client could not be dropped: ${why}.`,

  overflowed: (clientId: string) => `Messages for the client id "${clientId}" are dropped: too many wait for it.`,
  retainedOverflowed: 'Retained messages are dropped: there are too many.',
  fault: (why: string) => `The broker had a fault: ${why}.`,
  lapsed: (clientId: string, days: number, waiting: number) => {
    const lost = waiting > 0 ? ` ${waiting} waiting ${waiting === 1 ? 'message was' : 'messages were'} dropped with it.` : '';
    return `Nobody came back as "${clientId}" for ${days} days, so its session was ended.${lost}`;
  },
  unstorable: 'This could not be published: the disk takes nothing now, and a message of QoS 1 or 2 must be stored.',
};
