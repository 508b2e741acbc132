import type { ImportedPart, PlannedLimit, Remark } from '../../electron/contract/mosquitto.ts';
import { plural } from './plural.ts';

/** Coming from Mosquitto. */
export const enMosquitto = {
  title: 'Welcome from Mosquitto',
  section: 'Coming from Mosquitto?',
  sectionText:
    'Bring over your listeners, devices with their passwords, permissions and certificates. Nobody has to type a password again.',
  open: 'Import mosquitto.conf…',
  steps: {
    files: 'Choose the configuration of your Mosquitto. It is only read, and nothing changes before you have seen what would happen.',
    review: 'Nothing has been changed yet. Look at what would come over, and leave out what you do not want.',
    result: 'This is what was done.',
  },
  files: {
    file: 'Configuration',
    fileHint: 'Usually /etc/mosquitto/mosquitto.conf.',
    passwordFile: 'Another password file (optional)',
    passwordFileHint: 'If the one that the configuration names cannot be read here, choose a copy of it.',
    aclFile: 'Another ACL file (optional)',
    aclFileHint: 'The same for the file with the permissions.',
    choose: 'Choose…',
    chooseOf: (what: string) => `Choose: ${what}`,
    missing: 'Choose the file, or type its whole path.',
    read: 'Look at it',
  },
  nothing: 'Nothing that could come over was found here.',
  devices: {
    title: (count: number) => plural(count, 'device', 'devices'),
    everything:
      'There is no ACL file, so each of them may publish and read everything, as with Mosquitto. You can narrow that on the page of each device.',
    plugin: 'A plugin decided what they may do, and that cannot be read. They may do nothing until you allow it on their pages.',
    all: 'All',
    none: 'None',
    find: 'Find a device',
    publish: 'May publish to',
    subscribe: 'May subscribe to',
    nothing: 'nothing',
    chosen: (chosen: number, all: number) => `${chosen.toLocaleString('en')} of ${all.toLocaleString('en')} chosen`,
    more: (count: number) => `${plural(count, 'more device is', 'more devices are')} not shown. Find them by name.`,
  },
  certificates: {
    title: (count: number) => plural(count, 'certificate', 'certificates'),
    take: 'Import the certificates',
    for: (names: string[]) => `For ${names.join(', ')}`,
  },
  listeners: {
    title: (count: number) => plural(count, 'listener', 'listeners'),
    take: 'Set up the listeners like this',
    hint: 'If Mosquitto still runs on this computer, stop it first: two programs cannot hold the same port.',
    line: (name: string, port: number, where: string, rule: string) => `${name} on port ${port}: ${where}, ${rule}`,
    rules: { password: 'with user name and password', certificate: 'only with a certificate', anyone: 'anyone' },
  },
  limits: {
    title: (count: number) => plural(count, 'limit', 'limits'),
    take: 'Take over the limits',
    names: {
      waitingMessages: 'Messages that may wait for one client',
      waitingBytes: 'Bytes that may wait for one client',
      inFlight: 'Messages in flight to one client',
      packetBytes: 'Bytes of the longest packet',
      connections: 'Connections',
      sessionDays: 'Days that a session is kept',
      keepAliveMinutes: 'Minutes of the longest keep-alive',
    } satisfies Record<PlannedLimit['name'], string>,
    change: (from: number, to: number) => `${from.toLocaleString('en')} becomes ${to.toLocaleString('en')}`,
  },
  remarks: {
    titles: {
      wrong: 'Wrong in the files',
      left: 'Not taken over',
      differs: 'Taken over, but different',
    } satisfies Record<Remark['kind'], string>,
    texts: {
      wrong: 'Mosquitto cannot use these lines either.',
      left: 'Line by line, with the reason.',
      differs: 'What works in another way here.',
    } satisfies Record<Remark['kind'], string>,
    line: (file: string, line: number | null) => (line === null ? file : `${file}, line ${line}`),
    more: (count: number) => `${plural(count, 'more remark is', 'more remarks are')} left out.`,
    none: 'Everything in the files is taken over.',
  },
  back: 'Choose other files',
  again: 'Look again',
  apply: 'Import',
  applyNothing: 'Choose something to import first.',
  result: {
    done: {
      devices: (count: number) =>
        `${plural(count, 'device was', 'devices were')} imported. They come in with the passwords that they have.`,
      certificates: (count: number) => `${plural(count, 'certificate was', 'certificates were')} imported.`,
      limits: (count: number) => `${plural(count, 'limit was', 'limits were')} changed.`,
      listeners: (count: number) => `${plural(count, 'listener was', 'listeners were')} set up.`,
    } satisfies Record<ImportedPart, unknown>,
    failed: {
      devices: 'No device was imported.',
      certificates: 'No certificate was imported.',
      limits: 'No limit was changed.',
      listeners: 'No listener was changed.',
    } satisfies Record<ImportedPart, string>,
    toDevices: 'Show devices',
  },
};
