/**
 * Every bound of the hub, with its unit in its name and the reason beside it.
 * A bound that a protocol dictates names the protocol.
 */
export const LIMITS = {
  // EmonESP pairing (firmware 2017 to 3.1.4)
  /** An EmonESP polls every 10 s; six missed polls mean that it is gone. */
  requestSilenceMs: 60_000,
  /** Time to fetch the credential after Allow, and to connect with it. */
  allowWindowMs: 60_000,
  /** How long a finished request stays on screen to say how it ended. */
  settledRequestMs: 60_000,
  /** Silence after which a denied device may knock again. */
  deniedSilenceMs: 600_000,
  /** Waiting requests in all: more could not be judged by a person, and each costs memory. */
  waitingRequests: 50,
  /** Devices that were told "never": bounds the table. */
  quieted: 1_000,
  /** The trigger overwrites the MQTT host of every EmonESP that hears it, so the switch turns itself off. */
  pairSwitchMs: 600_000,
  /** Interval of the trigger while the switch is on. */
  triggerIntervalMs: 5_000,
  /** EmonESP stores at most 32 characters of base topic (config.cpp). */
  emonespBaseTopicChars: 32,
  /** With the password and the header it must fit PubSubClient's buffer of 128 bytes: user + password <= 99. */
  emonespUserNameChars: 24,
  emonespUserAndPasswordBytes: 99,
  /** EmonESP stores at most 64 characters of password (config.cpp). */
  emonespPasswordChars: 64,
  /** The device's own `GET /config`: a slow or endless answer must not hold up the card. */
  deviceConfigTimeoutMs: 2_000,
  deviceConfigBytes: 16_384,
  /** How long it is remembered which device an address belongs to, before it is asked again. */
  deviceIdentityMs: 600_000,
  /** `POST /savemqtt` and `/config` write flash before they answer. */
  devicePushTimeoutMs: 5_000,
  /** The pairing door: a poll has no body and short headers. */
  emonespRequestBytes: 8_192,
  emonespRequestsPerMinutePerAddress: 120,
  emonespConnections: 200,
  /** An EmonESP holds one connection; a stranger must not take all of them. */
  emonespConnectionsPerAddress: 8,
  /** A poll arrives in one packet: whoever needs longer is no EmonESP. */
  emonespRequestTimeoutMs: 4_000,
  /** Addresses whose device is remembered, so that not every poll asks for its name. */
  emonespAddresses: 1_000,

  // What devices say of themselves
  /** A name on a card; longer ones are cut. */
  deviceTextChars: 64,

  // Credentials
  /** 22 characters of 62 are 130.9 bits: at least the 128 that make a plain SHA-256 enough. */
  passwordChars: 22,
  /** Client ids that one credential may own; the one unused the longest makes room. */
  clientIdsPerCredential: 32,
  /** MQTT allows 65,535 bytes; this is plenty and fits a log line. */
  clientIdChars: 128,
  /** User names of devices added by hand are typed by people. */
  manualUserNameChars: 32,
  userNameChars: 128,
  /** Devices with a credential. */
  devices: 10_000,
  filtersPerDevice: 100,

  // Broker
  connectTimeoutMs: 10_000,
  /** How long a subscriber may take nothing before it is dropped, so that it holds nobody up. */
  drainTimeoutMs: 5_000,
  connections: 5_000,
  topicLevels: 64,
  topicBytes: 4_096,

  // Live topics (bytes are estimates of what V8 holds)
  topicStoreBytes: 64 * 1_024 * 1_024,
  topics: 100_000,
  valuesPerTopic: 1_000,
  /** Payload bytes kept of one value. */
  valueBytes: 4_096,
  /** Characters of the last value in a tree row. */
  previewChars: 120,
  /** Messages that wait to be counted; beyond it the view drops, delivery never does. */
  topicIntakeMessages: 20_000,
  topicIntakeBytes: 16 * 1_024 * 1_024,
  viewIntervalMs: 100,
  topicsPerDevice: 50,

  // Activity
  activityEntries: 20_000,
  /** Repeats of one event within this time share a line. */
  activityRepeatMs: 3_600_000,
  /** New lines per minute that the network can cause; the rest shares one line, so that a flood cannot push out the log. */
  activityNoisePerMinute: 60,
  /** Happenings that are remembered to be counted. */
  activityRepeats: 1_000,
  activityWriteDelayMs: 250,
  activityPage: 100,

  // Whole hub
  /** Changes to devices are gathered this long before clients are told. */
  updateIntervalMs: 100,
  /** Writing "last seen" of every ping to disk would wear it out. */
  lastSeenWriteMs: 30_000,
  stopMs: 4_000,
} as const;
