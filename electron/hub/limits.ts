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

  // Pairing over HTTPS, version 1
  /** A request without an answer, from its beginning. */
  pairRequestMs: 300_000,
  /** What devices are told to wait between two polls. */
  pairPollSeconds: 2,
  pairBodyBytes: 4_096,
  /** Waiting requests of one address: a person with a batch on the table has them side by side. */
  pairWaitingPerAddress: 3,
  pairNewPerMinutePerAddress: 10,
  pairNewPerMinute: 60,
  /** Everything else that one address asks: three requests that poll every 2 s make 90. */
  pairCallsPerMinutePerAddress: 240,
  pairConnections: 200,
  pairConnectionsPerAddress: 8,
  /** A body has a few hundred bytes, so whoever needs longer for it is holding the line. */
  pairRequestTimeoutMs: 5_000,
  /** Addresses whose rate is remembered. */
  pairAddresses: 5_000,
  /** Requests that are over and of which a poll is still told how. */
  pairEnded: 1_000,
  /** Addresses that are named as rivals of one request. */
  pairRivals: 5,
  /** Different devices that are counted while they knock at the closed door. */
  pairTurnedAway: 1_000,

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
  /** How long a client may take none of aedes' own answers to it. Nobody else waits for that. */
  drainTimeoutMs: 600_000,
  /** Of a filter in a permission; what clients may use is a setting. */
  topicLevels: 64,
  topicBytes: 4_096,
  /** Before anybody is known, little is kept: an identifier, a login with a token, a will. All that comes before CONNACK counts. */
  connectPacketBytes: 16_384,
  /** Sessions kept for clients that are away; who left the longest ago makes room. */
  keptSessions: 10_000,

  // What the broker keeps
  /** Changes that nobody waits for are gathered this long before they are written. */
  storeDelayMs: 100,
  /** Queued messages that are put into a batch in one go: some milliseconds. */
  storeGather: 2_000,
  /** After a write failed, the same is tried again. */
  storeRetryMs: 1_000,
  /** Of the database, in memory of the thread that writes: room for the ends of some thousand queues. */
  storeCacheKib: 16_384,
  /** Waiting messages read from disk at a time. */
  queuePageMessages: 100,
  queuePageBytes: 1_024 * 1_024,
  /** Waiting messages that are counted in one go: about a millisecond. */
  queueLook: 50_000,
  /** Queues, or topics of one, that a window is told of. */
  queueRows: 500,
  /** Different topics that are counted apart. */
  queueTopicsCounted: 10_000,
  /** Waiting messages of one session that stay in memory after they were written, so that a client that keeps up costs no reading. */
  recentMessages: 16,
  /** Bytes on their way to one client, beside the first message. */
  inFlightBytes: 4 * 1_024 * 1_024,
  /** QoS 2 messages that one client may have sent and not released. */
  receivedPackets: 1_000,
  /** When the hub stops. */
  storeCloseMs: 2_000,
  /** Of one client, that it may have sent and that are not acknowledged, before no more is read from it. */
  unansweredMessages: 500,
  /** Messages that wait, not acknowledged, until the disk works again. */
  heldMessages: 100_000,
  /** How often waiting messages and sessions that are too old are looked for. */
  queueSweepMs: 30_000,
  /** After a start: how long a client has to come back before the will that it left is published. */
  willGraceMs: 30_000,

  /** Bytes that are read from a connection at a time. */
  readBytes: 16_384,
  /** Topics whose subscribers are remembered, how long they may be, and how many subscribers in all. */
  routedTopics: 10_000,
  routedTopicChars: 256,
  routedMatches: 100_000,

  // Subscribers that read slowly
  /** Who publishes less than this in a second never waits for one of them: what it sends cannot be much to keep. */
  calmMessages: 200,
  calmBytes: 262_144,
  /** How long publishers wait for one of them; then it is behind, and nobody waits for it until it has caught up. */
  slowReaderMs: 250,
  /** Unsent bytes from which on messages of QoS 0 to one client are dropped, and others are kept in its queue. */
  slowReaderBytes: 1_024 * 1_024,
  /** Messages waiting for a connected client from which on publishers wait for it. */
  crowdedMessages: 100,

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
  /** Connections that were not let in yet, of all listeners together: each may cost more memory than one that is quiet. */
  arriving: 1_000,
  /** The same from one address: half of them, so that two others always find room. */
  arrivingPerAddress: 500,
  /** How soon a connection whose other side lost its power is asked whether it is still there. */
  tcpKeepAliveMs: 60_000,
  webSocketHeaderBytes: 8_192,
  /** Frames around what a stranger may send. */
  webSocketFramingBytes: 1_024,
  /** Of one message: each is kept apart until the last one came. */
  webSocketFragments: 1_024,
  /** One WebSocket message is held in memory whole before MQTT sees it. */
  webSocketMessageBytes: 16 * 1_024 * 1_024,

  // How often and how fast clients come and publish
  /** What waits in pieces of a byte each costs a hundred times its length. Nobody says much before CONNACK. */
  piecesBeforeConnack: 64,
  /** Who connects more often is let in later each time, up to this. */
  flapsPerMinute: 10,
  flapDelayMs: 30_000,
  flappingKeys: 10_000,
  /** The longest that one packet makes a fast publisher wait: less than the shortest usual keep-alive. */
  slowedMs: 5_000,
  /** More than may be connected, so that nobody's use is forgotten while it counts. */
  ratedKeys: 25_000,
  ratesSweepMs: 60_000,
  /** How long packets are handled before others get their turn. */
  turnMs: 3,

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
  /** With few bytes each; usually the budget ends first. */
  topics: 1_000_000,
  /** The values of one topic cost at most one part in so many of the budget. */
  topicShare: 64,
  /** Payload bytes kept of one value. */
  valueBytes: 131_072,
  /** Characters of the last value in a tree row. */
  previewChars: 120,
  /** Messages that wait to be counted; beyond it the view drops, delivery never does. */
  topicIntakeMessages: 20_000,
  topicIntakeBytes: 16 * 1_024 * 1_024,
  /** Counted before the event loop gets a turn: some 0.3 ms, or 2 ms when all are new topics among a million. */
  topicBatch: 200,
  viewIntervalMs: 100,
  /** For so long a client that has not shown the last view yet is not sent the next. */
  viewPatienceMs: 1_000,
  topicsPerDevice: 50,
  /** In this time a topic's rate falls to a third when no more messages come: what counts is the last 10 s or so. */
  topicRateMs: 5_000,
  /** Values of one topic that are sent at once, and the kept bytes of their payloads. */
  topicValuesPage: 200,
  topicPageBytes: 262_144,
  /** How often rows may change places, so that they stay under the pointer. */
  topicSortMs: 1_000,
  /** Rows that are sorted at once for one view: some 3 ms. Longer lists are sorted in slices. */
  topicSortNow: 10_000,
  /** A slice of sorting or searching takes 1 to 3 ms, and there is one every so often. */
  topicSliceMs: 5,
  topicSortSteps: 100_000,
  topicSearchSteps: 4_000,
  /** Topics found that are listed; all are counted. */
  topicHits: 100_000,

  // Alerts
  /** More could not be read as a list, and each may cost work per message. */
  alerts: 100,
  /** One alert is told of no more often than this, however often it begins to hold. */
  alertGapMs: 60_000,
  /** How often silence is looked at: a sleep of the machine is noticed within this. */
  alertLookMs: 30_000,
  /** A longer payload is not searched for a number: that would hold up messages. */
  alertPayloadBytes: 16_384,
  /** Of a longer payload, so much of its beginning and as much of its end is compared. */
  alertComparedBytes: 8_192,
  /** Names and positions in a path. */
  alertPathSteps: 32,
  /** Of a topic, a path and a payload in the words of an alert. */
  alertTopicChars: 100,
  alertPathChars: 40,
  alertValueChars: 60,

  // What a person publishes, removes and records
  /** Messages published by hand that are remembered. */
  publishHistory: 50,
  /** Payload bytes of one that is remembered whole: all of it goes to windows with each change. */
  publishHistoryBytes: 4_096,
  savedDrafts: 100,
  /** Payloads of all saved ones together, for the same reason. */
  savedDraftBytes: 262_144,
  /** Messages that are published again and again at a time. */
  publishRepeats: 20,
  /** How often windows are told how far repeats, recordings and replays are. */
  messageProgressMs: 500,
  /** Retained messages in one page of the list. */
  retainedPage: 100,
  /** Retained messages that are looked at in one go: about a millisecond. */
  retainedLook: 5_000,
  /** Retained messages that are removed or brought back in one go: some milliseconds, with the news of it to subscribers. */
  retainedSlice: 250,
  /** The same before it is waited for until they are on disk: a batch of all of them would be long. */
  retainedBatch: 2_000,
  /** How long removed retained messages can be brought back. */
  undoMs: 600_000,
  /** Removals that can be undone; the oldest makes room. */
  undoRemovals: 100,
  /** What removed messages take in memory: as much as may be retained until a person allows more. */
  undoBytes: 64 * 1_024 * 1_024,
  /** Signs of life of a publisher so soon after a message belong to the same visit. */
  sameVisitMs: 60_000,
  /** A publisher that was not seen since it left a message counts as gone when that was so long ago: many devices sleep for hours. */
  goneAfterMs: 86_400_000,
  /** Revoked devices whose names are still told with what they left behind; who was revoked the longest ago is forgotten first. */
  revokedNames: 1_000,
  recordings: 10,
  /** Recorded bytes that wait for the disk before messages are left out of the file. */
  recordingWaitingBytes: 8 * 1_024 * 1_024,
  /** When the hub stops. What the broker keeps still has to be stored after it. */
  recordingCloseMs: 1_000,
  replays: 5,
  /** Bytes of a recording that are read at a time. */
  fileReadBytes: 65_536,
  /** Messages of a replay that are on their way at a time, and lines that are read in one go. */
  replayAtOnce: 100,
  /** The longest that a timer can be trusted with; longer gaps are waited for in pieces. */
  replayWaitMs: 86_400_000,
  /** The first line of a recording: it names a filter. */
  recordingHeaderBytes: 65_536,
  /** Around the payload in a line: the topic, which JSON may make six times as long. */
  recordingLineBytes: 6 * 65_535 + 1_024,
  /** Recordings and replays that ended by themselves and are still shown. */
  endedShown: 20,

  // Activity
  /** Repeats of one event within this time share a line. */
  activityRepeatMs: 3_600_000,
  /** New lines per minute that the network can cause; the rest shares one line, so that a flood cannot push out the log. */
  activityNoisePerMinute: 60,
  /** Happenings that are remembered to be counted. */
  activityRepeats: 1_000,
  activityWriteDelayMs: 250,
  activityPage: 100,

  // Queues on the command line
  /** Of a client id in the table: eight columns of numbers beside it still fit a wide terminal. */
  reportClientIdChars: 40,

  // Storage trouble
  /** Waiting for a lock holds up the hub's whole thread. */
  storageBusyMs: 2_000,
  /** The same while another program is known to hold it. */
  storageBusyInTroubleMs: 50,
  /** At start nobody waits for messages yet: what holds the database may be done by then. */
  storageStartBusyMs: 5_000,
  /** How often it is tried whether writing works again. */
  storageProbeMs: 5_000,
  /** Room that there must be before it counts as working. */
  storageProbeBytes: 262_144,
  /** Small writes still fit on a full disk: a success counts when nothing failed for this long. */
  storageCalmMs: 3_000,
  /** Lines of the activity log that are kept while they cannot be stored; the oldest go. */
  activityUnsaved: 2_000,

  // Backups
  /** scrypt's N as a power of two, r and p (RFC 7914): 128 MiB and about half a second for each try of a passphrase. */
  backupScrypt: { log2N: 17, r: 8, p: 1 },
  /** What a file may ask for: less is none of ours, more could exhaust this computer. */
  backupScryptLog2N: { least: 14, most: 20 },
  backupScryptBytes: 256 * 1_024 * 1_024,
  backupScryptP: 4,
  /** The whole file: the bounds of what the broker retains leave a database far below it. */
  backupBytes: 4 * 1_024 * 1_024 * 1_024,
  /** What comes before the database in it: keys of some hundred bytes each. */
  backupInventoryBytes: 1_024 * 1_024,
  backupKeys: 16,
  backupKeyBytes: 16_384,
  /** Automatic backups on this disk, those that a person asked for, and those made before another was put in place. */
  localBackups: 7,
  localBackupsAsked: 3,
  localBackupsBefore: 3,
  /** All of them together; the oldest go, but never the newest. */
  localBackupBytes: 4 * 1_024 * 1_024 * 1_024,
  localBackupEveryMs: 86_400_000,
  /** After a start, when devices have come back; and how often it is looked whether the next is due. */
  localBackupFirstMs: 120_000,
  localBackupLookMs: 900_000,
  /** What stays free on the disk beside a backup. */
  backupRoomBytes: 128 * 1_024 * 1_024,
  /** Checking local backups to offer them after a start that failed. */
  backupCheckMs: 10_000,
  /** So that the answer arrives before its connection ends. */
  backupRestartMs: 300,
  /** A larger database is not checked before the start, which that would hold up, but soon after it. */
  startCheckBytes: 32 * 1_024 * 1_024,
  lateCheckMs: 5_000,

  // Import from Mosquitto
  /** Each file: ten thousand users and their permissions fit in. */
  mosquittoFileBytes: 4 * 1_024 * 1_024,
  /** A topic has at most 65,535 bytes, by the protocol. */
  mosquittoLineChars: 70_000,
  /** Lines of a configuration that are no comments, with all that it includes. Mosquitto has some 150 options. */
  mosquittoConfLines: 5_000,
  /** Of one user; more would not fit a device. */
  mosquittoRules: 200,
  mosquittoPatterns: 100,
  /** Files in a folder that the configuration includes. */
  mosquittoIncludes: 100,
  /** About as slow as the hash of a typed password; the file may ask for any number. Mosquitto's own is 101. */
  mosquittoIterations: 100_000,
  mosquittoSaltBytes: 64,
  /** What a person would ever read; the rest is counted. */
  mosquittoRemarks: 500,
  mosquittoShownChars: 160,
  /** Devices named in one remark. */
  mosquittoNamed: 5,

  // The networks around
  /** How often the machine's addresses are looked at: new ones are announced well within 10 s. */
  networkLookMs: 2_000,
  /** Lateness that no busy program explains: the machine slept. */
  asleepMs: 5_000,

  // Announcements and impostors
  /** By the protocol, version 1: fits one datagram on any link, IPv6's least included. */
  announcementBytes: 1_024,
  /** Addresses in one that are kept before the hub's name is cut to make room. */
  announcementAddresses: 4,
  /** By the protocol: the pace while the door is open, and at other times. */
  announceOpenMs: 5_000,
  announceMs: 60_000,
  /** However often something changes. */
  announceGapMs: 1_000,
  /** A new IPv6 address takes a moment before it can be sent from (RFC 4862, 5.4). */
  announceRetryMs: 2_000,
  /** Numbers that are set aside with one write: most of an hour and a half at the fast pace. */
  announceNumbers: 1_000,
  /** Announcements of others whose signature is checked in a second: about a hundredth of a processor. */
  announcementChecks: 100,
  /** The same from one address. */
  announcementChecksPerAddress: 10,
  /** Impostors in the list; who was silent the longest makes room. */
  impostors: 50,
  /** Machines that a person knows and wants no warning of. */
  impostorsHidden: 50,
  /** Ten missed announcements at the slow pace. */
  impostorSilenceMs: 600_000,
  /** How often windows are told that an impostor is still there. */
  impostorToldMs: 10_000,

  // Self-check
  /** The whole of it, whatever hangs. */
  selfCheckMs: 5_000,
  /** A connection to an own address takes less than a millisecond, when it is let through. */
  selfCheckConnectMs: 2_000,
  selfCheckMdnsMs: 1_500,
  /** Room for one announcement that has to wait for its turn. */
  selfCheckEchoMs: 3_000,
  /** Own addresses that are tried. */
  selfCheckAddresses: 16,

  // mDNS (RFC 6762, RFC 6763)
  /** The protocol's own bound (RFC 6762, 17). */
  mdnsPacketBytes: 9_000,
  /** What fits one Ethernet frame: more would be sent in fragments, which small devices cannot put together. */
  mdnsSentBytes: 1_400,
  /** Questions and records in one packet; a real one has some dozen. */
  mdnsRecords: 256,
  /** Pointers in one name: real ones need one or two. */
  mdnsPointers: 16,
  /** Strings in one TXT record. */
  mdnsTxtStrings: 100,
  /** Packets of one source, and of all: more are not read. */
  mdnsPacketsPerSecondPerSource: 100,
  mdnsPacketsPerSecond: 500,
  /** Links that are served: systems let a socket join some 20 groups. */
  mdnsLinks: 16,
  mdnsAddressesPerLink: 16,
  /** How soon a socket that could not be opened is tried again; then each time after twice as long, up to this. */
  mdnsReopenMs: 2_000,
  mdnsReopenMostMs: 60_000,
  /** How long an address counts as ours after it was taken away, for packets that are still on their way. */
  mdnsFormerAddressMs: 5_000,
  /** Three probes, 250 ms apart (RFC 6762, 8.1). */
  mdnsProbes: 3,
  mdnsProbeMs: 250,
  /** How long the loser of a simultaneous probe waits (RFC 6762, 8.2). */
  mdnsTieMs: 1_000,
  /** Between the two announcements (RFC 6762, 8.3). */
  mdnsAnnounceMs: 1_000,
  /** Somebody who claims every name must not keep us busy. */
  mdnsRenamesPerMinute: 5,
  /** How often a name that is ours already is probed again because somebody else uses it. */
  mdnsVerifyMs: 10_000,
  /** The same claim is told again after this; claims that are remembered. */
  mdnsClaimRepeatMs: 10_000,
  mdnsClaims: 100,
  /** Of records that name a host, and of all others (RFC 6762, 10). */
  mdnsHostTtlSeconds: 120,
  mdnsOtherTtlSeconds: 4_500,
  /** In answers to plain DNS clients (RFC 6762, 6.7). */
  mdnsLegacyTtlSeconds: 10,
  /** Of answers that others may give too, so that not all speak at once (RFC 6762, 6). */
  mdnsSharedDelayMs: { least: 20, most: 120 },
  /** A record is multicast no more often than this; to defend a name, than this (RFC 6762, 6). */
  mdnsRepeatMs: 1_000,
  mdnsDefendMs: 250,
  /** How long the rest of a truncated question is waited for, and how many such wait. */
  mdnsTruncatedMs: 450,
  mdnsTruncated: 32,
  /** Records of others that are remembered, in all and of one source. */
  mdnsCacheRecords: 2_000,
  mdnsCachePerSource: 200,
  /** What each source may have there however full it is, at the cost of whoever has most. */
  mdnsCacheShare: 20,
  /** Of a TXT record of others (RFC 6763, 6.2). */
  mdnsTxtBytes: 1_300,
  /** A day: no device is believed for longer. */
  mdnsCacheTtlSeconds: 86_400,
  /** Questions for services: after 1 s, then each time three times as long, up to this (RFC 6762, 5.2). */
  mdnsBrowseFirstMs: 1_000,
  mdnsBrowseMostMs: 3_600_000,
  /** How often the age of what is remembered is looked at. */
  mdnsAgeMs: 1_000,
  /** What a service needs and does not say by itself is asked for this many times. */
  mdnsResolveTries: 4,
  /** A flood of invented services must not make us flood the network with questions about them. */
  mdnsQuestionsPerSecond: 50,
  /** What came in is looked at together after this. */
  mdnsGatherMs: 100,
  /** Answers to one question of the self-check. */
  mdnsAnswers: 100,
  /** For the last packets when the hub stops. */
  mdnsStopMs: 800,

  // Devices of other makes
  /** In the list; who was not heard of the longest makes room. */
  foundDevices: 200,
  /** Announced services that are remembered: a device has up to three. */
  foundServices: 1_000,
  /** A configuration with every setting of a firmware has some 20,000 bytes. */
  foundAnswerBytes: 65_536,
  foundHeaderBytes: 8_192,
  foundTimeoutMs: 3_000,
  /** Settings are written to flash before they are answered. */
  foundPushTimeoutMs: 8_000,
  /** Devices that are asked at the same time. */
  foundLooks: 8,
  /** How often each is asked what it talks to now, and whether it is there. */
  foundLookMs: 300_000,
  /** Announcements repeat; none of them has a device asked sooner than this again. */
  foundLookAgainMs: 60_000,
  /** Three missed looks. */
  foundSilenceMs: 900_000,
  foundIdChars: 64,
  /** The longest DNS name (RFC 1035). */
  foundHostChars: 253,
  /** New challenges that are answered in one exchange: the first, and one more if its nonce has grown old. */
  foundChallenges: 2,
  foundChallengeChars: 128,
  foundUserNameChars: 32,
  /** Base topic and user name fit the 32 characters of topic that WLED stores (wled.h). */
  wledUserNameChars: 21,
  /** The same for OpenDTU, whose topic ends with a slash, and of its certificate (Configuration.h). */
  openDtuUserNameChars: 20,
  openDtuAuthorityChars: 2_560,
  /** Shelly has little memory for one request. */
  shellyAuthorityChunkChars: 1_000,
  /** Of one network only the 254 addresses around our own are searched. */
  sweepPrefix: 24,
  sweepAddresses: 2_048,
  sweepAtATime: 32,
  sweepTimeoutMs: 1_000,
  sweepProgressMs: 250,

  // Help
  /** Refused clients that are told apart; the rest is counted. */
  refusals: 200,
  /** Lines of the program's log in memory, and their bytes: days of a healthy hub, minutes of a broken one. */
  logLines: 5_000,
  logBytes: 2 * 1_024 * 1_024,
  /** Of one line: what a person reads, and an error with its causes. */
  logTextChars: 1_000,
  logDetailChars: 8_000,
  logPage: 200,
  /** Of the diagnostics: what fits a mail or an issue, and the million characters of base64 that a window saves. */
  diagnosticsBytes: 700_000,
  diagnosticsLogBytes: 300_000,
  diagnosticsLineChars: 2_000,
  /** Devices, network addresses and imported certificates that are listed one by one. */
  diagnosticsListed: 300,

  // Pages for browsers
  /** Browsers that are logged in: more than a household has. */
  webSessions: 50,
  /** A month; and a week in which a browser was not used. */
  webSessionMs: 30 * 86_400_000,
  webSessionIdleMs: 7 * 86_400_000,
  /** How long a one-time link opens the door to the password. */
  webLinkMs: 86_400_000,
  /** Tries to log in: 10 from one address in a quarter of an hour, 60 a minute from all. Nobody guesses ten characters so. */
  webLoginWindowMs: 900_000,
  webLoginsPerAddress: 10,
  webLoginPaceMs: 60_000,
  webLoginsInAll: 60,
  /** Addresses whose tries are remembered. */
  webLoginAddresses: 5_000,
  /** Passwords that wait to be hashed; what a browser is told to wait when there are more. */
  webLoginsWaiting: 20,
  webBusySeconds: 5,
  webConnections: 300,
  /** A browser opens six, and one for its WebSocket; several may share an address. */
  webConnectionsPerAddress: 64,
  webRequestsPerMinutePerAddress: 1_200,
  webAddresses: 5_000,
  webHeaderBytes: 16_384,
  webHeadersTimeoutMs: 10_000,
  /** Passwords are the longest that is sent this way. */
  webBodyBytes: 16_384,
  webKeepAliveMs: 30_000,
  /** A file of the size below, over a slow WLAN. */
  webRequestTimeoutMs: 1_200_000,
  /** A recording of what a home sends in weeks. */
  webFileBytes: 256 * 1_024 * 1_024,
  webFilesPerSession: 10,
  webFileNameChars: 100,
  webSockets: 60,
  webSocketsPerSession: 12,
  /** A message that a person publishes has up to 8,000,000 characters of base64. */
  webFrameBytes: 9 * 1_024 * 1_024,
  webCallsUnderWay: 100,
  /** A page that does not answer by the next ping is gone. */
  webPingMs: 30_000,
  /** Unsent bytes from which on a page is shown no more topics until most has left, and from which on it has to come anew. */
  webWaitingBytes: 262_144,
  webWaitingMostBytes: 16 * 1_024 * 1_024,

  // Whole hub
  /** Changes to devices are gathered this long before clients are told. */
  updateIntervalMs: 100,
  /** Writing "last seen" of every ping to disk would wear it out. */
  lastSeenWriteMs: 30_000,
} as const;
