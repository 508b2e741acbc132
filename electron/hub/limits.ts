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
  /** Client ids that one device may own; the one unused the longest makes room. */
  clientIdsPerDevice: 32,
  clientIdWriteDelayMs: 250,
  /** MQTT allows 65,535 bytes; this is plenty and fits a log line. */
  clientIdChars: 128,
  /** User names of devices added by hand are typed by people. */
  manualUserNameChars: 32,
  userNameChars: 128,
  /** Devices with a credential. */
  devices: 10_000,
  filtersPerDevice: 100,
  /** Slow hashes at a time, each on a thread of its own. */
  slowHashes: 2,
  slowHashesWaiting: 500,
  /** Remembered outcomes of slow hashes: 100 bytes each. */
  passwordOutcomes: 20_000,
  /** A refusal for a wrong password or an unknown user comes after this time, whatever it cost, so that nobody can tell them apart. */
  refusalMs: 250,
  /** The whole decision on one CONNECT. */
  gateTimeoutMs: 10_000,
  bootstraps: 100,
  arrivalsPerBootstrap: 10_000,
  barredClientIds: 10_000,
  /** Denials shown for one device. */
  denialsPerDevice: 20,
  /** Of a denied topic, in the activity; the device's page has all of it. */
  deniedTopicChars: 200,
  certificatesPerDevice: 20,
  /** Arrivals of one bootstrap credential that a window is told of. */
  arrivalsTold: 500,

  // Broker
  connectTimeoutMs: 10_000,
  /** How long a subscriber may take nothing before it is dropped, so that it holds nobody up. */
  drainTimeoutMs: 5_000,
  connections: 5_000,
  topicLevels: 64,
  topicBytes: 4_096,
  /** Before anybody is known, little is kept: an identifier, a login with a token, a will. */
  connectPacketBytes: 65_536,
  /** The protocol allows 256 MB, all of which would be in memory. */
  packetBytes: 16 * 1_024 * 1_024,
  /** What came along with CONNECT and waits until it is decided. */
  packetsBeforeConnack: 1_000,
  /** Sessions kept for clients that are away; who left the longest ago makes room. */
  keptSessions: 10_000,
  sessionSubscriptions: 1_000,
  /** Messages of QoS 1 and 2 that one session may have waiting; what comes then is dropped. Must stay below 65,535. */
  sessionMessages: 20_000,
  sessionBytes: 32 * 1_024 * 1_024,
  retainedMessages: 50_000,
  retainedBytes: 64 * 1_024 * 1_024,

  // Certificates
  /** 20 years: devices that trust the authority are not visited again. */
  authorityCertificateDays: 7_305,
  /** The longest that browsers and phones accept. */
  serverCertificateDays: 398,
  serverCertificateRenewMs: 30 * 86_400_000,
  /** How soon a new address of this computer is in the certificate. */
  certificateCheckMs: 60_000,
  /** Names and addresses in one certificate: small devices hold it whole in memory. */
  certificateNames: 60,
  /** X.520, ub-common-name. */
  commonNameChars: 64,
  /** The password of the file has 128 bits, so slowing down who guesses it gains nothing; what OpenSSL uses. */
  pkcs12Iterations: 2_048,
  importedCertificates: 20,
  /** A chain has some thousand bytes. */
  importedFileBytes: 262_144,
  /** A change is taken up after two looks at the latest, so within the 10 s that we promise. */
  importedCheckMs: 3_000,

  // Listeners
  /** For the TLS handshake, and again for a WebSocket's request. */
  handshakeMs: 10_000,
  /** Handshakes under way, of all listeners together: each costs more memory than a connection that is quiet. */
  handshakes: 1_000,
  webSocketHeaderBytes: 8_192,
  /** One WebSocket message is held in memory whole before MQTT sees it. */
  webSocketMessageBytes: 16 * 1_024 * 1_024,
  /** The same for the first one, from who has not said its name yet: the longest CONNECT has five fields of 65,535 bytes. */
  webSocketFirstMessageBytes: 400_000,

  // Tokens
  /** A token travels as a password; a longer one is refused before it is read. */
  tokenBytes: 8_192,
  /** Issuers that a person configured: each may be tried for one connection. */
  tokenIssuers: 20,
  /** Filters in each list of a token. */
  tokenFilters: 100,
  /** How long fetched keys are good before they are fetched again. */
  jwksFreshMs: 600_000,
  /** Anyone can make up key ids: unknown ones fetch the keys no more often than this. */
  jwksCooldownMs: 30_000,
  /** The same after a failure, while there are no keys at all. */
  jwksRetryMs: 5_000,
  /** How long old keys stay in use while new ones cannot be fetched. */
  jwksStaleMs: 86_400_000,
  jwksTimeoutMs: 4_000,
  jwksBytes: 262_144,
  jwksKeys: 100,
  /** For the whole check of a password at an identity provider, so that a client is answered within 5 s. */
  passwordCheckTimeoutMs: 4_500,
  passwordCheckBytes: 65_536,
  /** Checks under way; more are refused at once rather than queued behind a slow provider. */
  passwordChecks: 16,
  /** A stranger must not take all of them. */
  passwordChecksPerAddress: 8,
  /** How long an accepted password is not asked about again, so that a reconnect storm does not reach the provider. */
  passwordAcceptedMs: 60_000,
  passwordRefusedMs: 5_000,
  /** Outcomes remembered of either kind. */
  passwordCheckOutcomes: 1_000,

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
