/**
 * What the writer can be told to do. Each letter is one value: `n` a number, `t` a text, `T` a text or null,
 * `N` a number or null, `b` bytes.
 */
const statements = {
  putSession: [
    'nttnnnN',
    `INSERT INTO sessions (number, client_id, owner, left_at, dropped_full, dropped_expired, dropped_at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (number) DO UPDATE SET owner = excluded.owner, left_at = excluded.left_at, dropped_full = excluded.dropped_full,
       dropped_expired = excluded.dropped_expired, dropped_at = excluded.dropped_at`,
  ],
  endSession: ['n', 'DELETE FROM sessions WHERE number = ?'],
  endSubscriptions: ['n', 'DELETE FROM subscriptions WHERE session = ?'],
  endReceived: ['n', 'DELETE FROM received WHERE session = ?'],
  releaseQueue: ['n', 'UPDATE messages SET waiting = waiting - 1 WHERE id IN (SELECT message FROM queue WHERE session = ?)'],
  endQueue: ['n', 'DELETE FROM queue WHERE session = ?'],

  subscribe: [
    'ntnT',
    `INSERT INTO subscriptions (session, filter, qos, options) VALUES (?, ?, ?, ?)
     ON CONFLICT (session, filter) DO UPDATE SET qos = excluded.qos, options = excluded.options`,
  ],
  unsubscribe: ['nt', 'DELETE FROM subscriptions WHERE session = ? AND filter = ?'],

  addMessage: ['ntbnnTn', 'INSERT INTO messages (id, topic, payload, qos, retain, extra, waiting) VALUES (?, ?, ?, ?, ?, ?, ?)'],
  addWaiting: ['nn', 'UPDATE messages SET waiting = waiting + ? WHERE id = ?'],
  removeMessage: ['n', 'DELETE FROM messages WHERE id = ?'],
  removeDone: ['', 'DELETE FROM messages WHERE waiting <= 0'],

  enqueue: ['nnnnnnnn', 'INSERT INTO queue (session, seq, message, qos, at, size, packet_id, released) VALUES (?, ?, ?, ?, ?, ?, ?, ?)'],
  updateQueued: ['nnnn', 'UPDATE queue SET packet_id = ?, released = ? WHERE session = ? AND seq = ?'],
  releaseRange: [
    'nnn',
    'UPDATE messages SET waiting = waiting - 1 WHERE id IN (SELECT message FROM queue WHERE session = ? AND seq BETWEEN ? AND ?)',
  ],
  dequeueRange: ['nnn', 'DELETE FROM queue WHERE session = ? AND seq BETWEEN ? AND ?'],
  dequeue: ['nn', 'DELETE FROM queue WHERE session = ? AND seq = ?'],

  putReceived: [
    'nnTb',
    `INSERT INTO received (session, packet_id, packet, payload) VALUES (?, ?, ?, ?)
     ON CONFLICT (session, packet_id) DO UPDATE SET packet = excluded.packet, payload = excluded.payload`,
  ],
  removeReceived: ['nn', 'DELETE FROM received WHERE session = ? AND packet_id = ?'],

  retain: [
    'tbnnTT',
    `INSERT INTO retained (topic, payload, qos, at, publisher, extra) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (topic) DO UPDATE SET payload = excluded.payload, qos = excluded.qos, at = excluded.at,
       publisher = excluded.publisher, extra = excluded.extra`,
  ],
  removeRetained: ['t', 'DELETE FROM retained WHERE topic = ?'],

  putWill: [
    'tTtbnnT',
    `INSERT INTO wills (client_id, owner, topic, payload, qos, retain, extra) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (client_id) DO UPDATE SET owner = excluded.owner, topic = excluded.topic, payload = excluded.payload,
       qos = excluded.qos, retain = excluded.retain, extra = excluded.extra`,
  ],
  removeWill: ['t', 'DELETE FROM wills WHERE client_id = ?'],
} as const satisfies Record<string, readonly [kinds: string, sql: string]>;

export type StatementName = keyof typeof statements;

const names = Object.keys(statements) as StatementName[];

/** In the order of their numbers in a batch. */
export const STATEMENTS: readonly { kinds: string; sql: string }[] = names.map((name) => ({
  kinds: statements[name][0],
  sql: statements[name][1],
}));

export const NUMBER_OF = Object.fromEntries(names.map((name, number) => [name, number])) as Record<StatementName, number>;
