// Apart from limits.ts, so that a window can have the numbers without what checks them.

const KIB = 1_024;
const MIB = 1_024 * KIB;

/** The least and the most that each limit can be set to. */
export const LIMIT_RANGES = {
  queue: { messages: [1, 100_000], bytes: [64 * KIB, 1_024 * MIB], hours: [1, 8_760] },
  sessionDays: [1, 3_650],
  retainedMessages: [1, 1_000_000],
  retainedBytes: [MIB, 1_024 * MIB],
  packetBytes: [4 * KIB, 64 * MIB],
  connections: [1, 20_000],
  connectionsPerAddress: [1, 20_000],
  messagesPerSecond: [1, 1_000_000],
  bytesPerSecond: [KIB, 1_024 * MIB],
  inFlight: [1, 10_000],
  subscriptions: [1, 100_000],
  topicLevels: [1, 100],
  topicBytes: [16, 65_535],
  keepAliveMinutes: [1, 1_092],
} as const;

/** What each limit is until a person changes it. */
export const INITIAL_LIMITS = {
  queue: { messages: 1_000, bytes: 8 * MIB, hours: 168, full: 'drop-oldest' },
  sessionDays: 30,
  retainedMessages: 50_000,
  retainedBytes: 64 * MIB,
  packetBytes: 16 * MIB,
  connections: 5_000,
  connectionsPerAddress: 2_500,
  messagesPerSecond: 10_000,
  bytesPerSecond: 32 * MIB,
  inFlight: 100,
  subscriptions: 1_000,
  topicLevels: 64,
  topicBytes: 4_096,
  keepAliveMinutes: 1_092,
} as const;
