import type { ImportedPart, PlannedLimit } from '../../../contract/mosquitto.ts';

const counted = (one: string, many: string) => (count: number) => `${count} ${count === 1 ? one : many}`;
const PARTS: Record<ImportedPart, (count: number) => string> = {
  devices: counted('device', 'devices'),
  certificates: counted('certificate', 'certificates'),
  limits: counted('limit', 'limits'),
  listeners: counted('listener', 'listeners'),
};
const UNITS: Record<PlannedLimit['name'], string> = {
  waitingMessages: 'messages',
  waitingBytes: 'bytes',
  inFlight: 'messages',
  packetBytes: 'bytes',
  connections: 'connections',
  sessionDays: 'days',
  keepAliveMinutes: 'minutes',
};

const meant = (word: string | null): string => (word === null ? '' : ` Was "${word}" meant?`);
const UNTIL_NEXT = ' The topics below it, up to the next user, are left out: nobody can tell whom they are for.';
const ANYBODY =
  'Porchlight asks everybody for a user name and password. For programs on this computer alone, a listener can let in anyone: see the Security page.';
const NO_DENY = 'Porchlight has no deny';

/** What is brought over from Mosquitto, and a remark on every line that is not. `meant`: the word that was probably meant. */
export const enMosquitto = {
  imported: (part: ImportedPart, count: number, file: string) => `You imported ${PARTS[part](count)} from ${file}.`,
  outOfDate: 'The files, or Porchlight itself, changed since you looked. Look at the review again.',
  deviceHasName: 'There is a device with this user name already.',
  bootstrapHasName: 'A bootstrap credential has this user name.',

  noFile: (path: string) => `${path} is not a file.`,
  fileLarge: (path: string, mib: number) => `${path} is larger than ${mib} MiB.`,
  folderFull: (folder: string, most: number) => `${folder} holds more than ${most} configuration files.`,
  confLong: (file: string) => `${file} is too long for a mosquitto.conf.`,
  notRead: (path: string, why: string) => `${path} cannot be read: ${why}.`,
  why: {
    notThere: 'it is not there',
    mayNotRead: 'this user may not read it',
    circle: 'its symbolic links go round in a circle',
    other: 'the system gave an error',
  },

  lines: {
    mark: 'The file begins with a byte order mark, which Mosquitto takes for part of the first word. It was read without it.',
    long: (most: number) => `The line has more than ${most} characters.`,
    malformed: 'The line is not valid UTF-8 text.',
    control: 'The line holds control characters.',
    tabFirst: 'The line begins with a tab. Mosquitto takes only spaces there.',
    tabBehind: (word: string | undefined) => `A tab stands after "${word}". Mosquitto takes only a space there.`,
    comment: 'A comment begins only at the very start of a line: take away the spaces before #.',
  },

  conf: {
    twice: (option: string, line: number) => `${option} stands in line ${line} already, and Mosquitto takes it once. The first was read.`,
    nestedInclude: 'Mosquitto follows include_dir in the main file alone.',
    unknown: (word: string | null) => `Mosquitto does not know this word either, and does not start with it.${meant(word)}`,
    noValue: 'Its value is missing.',
    noFlag: 'It is either true or false.',
    noNumber: 'Its value is not a whole number.',
  },

  acl: {
    noUser: `There is no user name behind "user".${UNTIL_NEXT}`,
    forNobody: 'It is for clients without a user name, and Porchlight asks everybody for one.',
    noWord: (word: string | null) => `A line begins with topic, pattern or user.${meant(word)}`,
    untilNext: UNTIL_NEXT,
    noTopic: 'The topic is missing.',
    noAccess: (word: string, near: string | null) =>
      `"${word}" is no access: it is read, write, readwrite or deny.${meant(near)} Until it is clear, the topic is denied.`,
    noFilter: (filter: string, fault: string, isDeny: boolean) =>
      `"${filter}" cannot be used as a topic filter: ${fault}.${isDeny ? ' Until it is clear what to deny, everything is.' : ''}`,
    leftOutFor: (reason: string, users: readonly string[], more: number) => `${reason} Left out for ${namesIn(users, more)}.`,
    denyUsed: `${NO_DENY}. What it denies a part of was left out whole, so that nothing denied becomes allowed.`,
    denyUnused: `${NO_DENY}, and needs none here: nothing that was taken over reaches this topic.`,
    deniedBy: (line: number) => `Line ${line} denies a part of it, and ${NO_DENY}.`,
    percent: 'It holds a %, which in Porchlight stands for placeholders.',
    wildcardUser: 'Mosquitto fills in no user name that holds + or #.',
    clientIdInside: 'Porchlight fills in a client id only as a whole level, between slashes.',
    deviceId: '%d stands for the device id in Porchlight, and for nothing in Mosquitto.',
  },

  passwords: {
    noColon: 'The line has no colon. It ought to be a user name, a colon and the hash of a password.',
    noName: 'There is no user name before the colon.',
    again: (line: number) => `Line ${line} names this user again, and Mosquitto goes by the last.`,
    noHash: 'The hash of the password is missing.',
    notHashed: 'The password is not hashed. Run mosquitto_passwd -U on a copy of this file, and choose that one.',
    noIterations: 'The number of iterations of its hash is missing or not valid.',
    manyIterations: (count: number, most: number) =>
      `Its hash takes ${count} iterations, and checking it would take too long. Porchlight checks at most ${most}. Give this user a new password.`,
    argon2: 'Its hash is of the kind Argon2, which Porchlight cannot check. Add this device by hand.',
    otherKind: 'Its hash is of a kind that Mosquitto does not know.',
    incomplete: 'Its hash is not complete.',
    badSalt: 'The salt of its hash is not valid base64.',
    badHash: 'Its hash is not valid base64.',
    longSalt: 'The salt of its hash is too long.',
    hashBytes: (bytes: number, wanted: number) => `Its hash has ${bytes} bytes in place of ${wanted}.`,
  },

  devices: {
    noFile: 'The configuration names no password file, so it brings no devices. Choose one if there is one.',
    chooseCopy: (problem: string) => `${problem} Choose a copy that can be read.`,
    manyPatterns: (file: string | null, most: number) => `${file} has more than ${most} patterns.`,
    full: (most: number) => `Porchlight holds at most ${most} devices.`,
    subscriptions:
      'A subscription must lie within what its device may read, or it is refused. Mosquitto accepts any, and then leaves out what may not be read.',
    manyLines: (most: number) => `It has more than ${most} lines in the ACL file.`,
    manyFilters: (count: number, most: number) => `It has ${count} topic filters, and a device holds at most ${most}.`,
    nameLong: (most: number) => `The user name has more than ${most} characters.`,
    nameInvisible: 'The user name holds characters that cannot be shown, or blanks that look like one.',
    nameJwt: 'The user name JWT is kept for tokens.',
    stranger: 'No user of this name could be read from the password file.',
  },

  sources: {
    anybody: ANYBODY,
    noListener: `Without a listener, Mosquitto lets in every program on this computer. ${ANYBODY}`,
    otherListener:
      'Porchlight has one set of devices for all listeners, and reads those of another listener here. To import these too, choose this file yourself.',
    relative: (path: string) =>
      `The path begins in the folder that Mosquitto is started in, which is not known here. Looked for in the folder of the configuration: ${path}.`,
  },

  certificates: {
    again: 'This certificate is imported already.',
    full: (most: number) => `At most ${most} certificates can be imported.`,
    notUsable: (problem: string) => `${problem} The listener shows Porchlight's own certificate.`,
    shownTo: (names: readonly string[]) => `It is shown to who connects to ${names.join(', ')}, and Porchlight's own to all others.`,
  },

  limits: {
    becomes: (name: PlannedLimit['name'], to: number, wasEndless: boolean) =>
      `${
        wasEndless ? 'Porchlight always has a limit here' : 'Porchlight does not allow this value'
      }: it becomes ${to.toLocaleString('en')} ${UNITS[name]}.`,
    belowZero: 'Its value is below 0.',
    packetSmall: 'Mosquitto takes no value below 20.',
    wholePackets: 'Porchlight limits whole packets, as max_packet_size does.',
    topicAdded: 'Porchlight limits whole packets: the longest topic was added. Who sends a longer one is disconnected.',
    noSpan: 'It is a number with h, d, w, m or y behind it, such as 14d.',
    notEvery: 'Porchlight limits the connections of all listeners together, and not every listener here has a limit.',
  },

  listeners: {
    notTaken: (fault: string) => `${fault} This listener is not taken over.`,
    oneOfAKind: (what: string, port: number) => `Porchlight has one listener of each kind, and ${what} is that on port ${port} already.`,
    ownCertificates:
      'The certificate must be one that Porchlight issued. Until you issue one on the page of a device, it cannot connect by this listener.',
    unixSocket: 'Porchlight has no listeners on Unix sockets.',
    noPort: (port: string) => `"${port}" is no port.`,
    tooMuch: 'There is more behind the address than Mosquitto reads.',
    halfTls: 'For TLS it needs certfile and keyfile; one of them is missing.',
    httpApi: 'Porchlight has no HTTP API.',
    otherProtocol: 'Its protocol is either mqtt or websockets.',
    hostName: (name: string) => `"${name}" is a host name; choose an address on the Security page.`,
    otherAddress: (address: string) => `This computer does not have the address ${address}.`,
    psk: 'Porchlight has no TLS with pre-shared keys.',
    interface: 'Porchlight listens on addresses, not on interfaces: choose an address on the Security page.',
    mountPoint: 'Porchlight has no mount points: its clients would see the topics of all others.',
    portTaken: (port: number, what: string) => `Port ${port} is that of ${what}. Change one of them, and read the file again.`,
  },
};

/** "anna, bert and 7 more" */
function namesIn(users: readonly string[], more: number): string {
  if (more > 0) return `${users.join(', ')} and ${more} more`;
  return users.length > 1 ? `${users.slice(0, -1).join(', ')} and ${users.at(-1)}` : users.join('');
}
