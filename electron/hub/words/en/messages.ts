import type { Publishers } from '../../../contract/messages.ts';

const retained = (count: number): string => `${count} retained ${count === 1 ? 'message' : 'messages'}`;
const were = (count: number): string => `${count} ${count === 1 ? 'message was' : 'messages were'}`;
const sum = (count: number, left: number): string => {
  const counted = `: ${count} ${count === 1 ? 'message' : 'messages'}`;
  return left === 0 ? `${counted}.` : `${counted}, and ${left} left out because the disk was too slow.`;
};

/** Publishing, retained messages, recordings and files. `file` and `path` come clean and ready to be shown. */
export const enMessages = {
  published: (topic: string, everySeconds: number | null) =>
    `You published to "${topic}"${everySeconds === null ? '' : `, and again every ${everySeconds} s`}.`,
  notJson: 'The payload is not valid JSON.',
  tooLarge: (most: number) => `The message is too large: a packet may have ${most} bytes.`,
  noTopic: 'Give a topic.',
  wildcard: 'A topic to publish to cannot hold + or #: these are for subscriptions.',
  reserved: 'Topics that begin with $ belong to the broker.',
  control: 'A topic cannot hold control characters.',
  malformed: 'The topic is not valid text.',
  topicLong: (most: number) => `A topic may have ${most} bytes.`,
  topicDeep: (most: number) => `A topic may have ${most} levels.`,
  noFilter: (fault: string) => `This is no topic filter: ${fault}.`,
  repeatsFull: (most: number) => `No more than ${most} messages can be repeated at a time. End one first.`,
  notRepeated: (topic: string, problem: string) => `"${topic}" is no longer repeated. ${problem}`,
  savedFull: (most: number) => `No more than ${most} messages can be saved. Forget one that is not needed any more.`,
  savedLarge: (kib: number) => `The payloads of all saved messages may have ${kib} KiB together.`,

  /** What one removal was for. */
  removalOf: (topic: string, isBranch: boolean, publishers: Publishers) => {
    const where = `${topic}${isBranch ? ' and below' : ''}`;
    if (publishers === 'all') return where;
    const whose = publishers === 'revoked' ? 'left by revoked devices' : 'left by devices never seen again';
    return topic === '' ? `all ${whose}` : `${where}, ${whose}`;
  },
  removed: (count: number, what: string) => `You removed ${retained(count)}: ${what}.`,
  broughtBack: (count: number, what: string) => `You brought back ${retained(count)}: ${what}.`,
  notBroughtBack: (count: number, left: number, isFull: boolean) =>
    `${retained(count)} came back, and ${left} did not, because ${
      isFull ? 'there is no room for more retained messages' : 'the disk takes nothing now'
    }. They can be tried again.`,
  noUndo: 'This cannot be brought back any more.',
  removalLarge: (mib: number) =>
    `So that it can be undone, at most ${mib} MiB can be removed at a time. Remove what is below one after the other.`,
  removalBusy: 'Other messages are being removed. Try again when that is done.',
  undoLost: (what: string) => `Later removals take the room, so this one cannot be undone any more: ${what}.`,

  reservedFilter: 'it begins with $, and such topics are not recorded',
  notRecordable: (fault: string) => `This filter cannot be recorded: ${fault}.`,
  recordingsFull: (most: number) => `No more than ${most} recordings can go on at a time. End one first.`,
  notWritable: (path: string, why: string) => `${path} cannot be written: ${why}. Choose another name or place.`,
  recordingBegun: (filter: string, file: string) => `You began to record "${filter}" to ${file}.`,
  recordingEnded: (file: string, count: number, left: number) => `You ended the recording to ${file}${sum(count, left)}`,
  recordingEndedItself: (file: string, count: number, left: number, why: string) =>
    `The recording to ${file} ended${sum(count, left)} ${why}`,
  recordingLags: (file: string) => `The disk is too slow for the recording to ${file}: messages are left out of it.`,
  recordingFull: 'The file has reached the size that you gave it.',
  recordingBroken: (why: string) => `The file cannot be written: ${why}.`,
  leftOut: (count: number) => ` ${count} left out because the disk was too slow.`,

  replaysFull: (most: number) => `No more than ${most} recordings can be played at a time. End one first.`,
  noRecording: (path: string) => `${path} is no recording of Porchlight.`,
  recordingNewer: (path: string) => `${path} was recorded by a newer Porchlight. Update this one to play it.`,
  replayBegun: (file: string, prefix: string) => `You began to replay ${file}${prefix === '' ? '' : ` under "${prefix}"`}.`,
  replayEnded: (file: string) => `You ended the replay of ${file}.`,
  replayOver: (file: string, why: string) => `The replay of ${file} is over. ${why}`,
  replayBroken: (why: string) => `The file cannot be read: ${why}.`,
  replaySum: (count: number, wrong: number, unfit: number, lost: number) => {
    const all = count > 1 && wrong + unfit === 0 ? 'All ' : '';
    const parts = [count === 0 ? 'Nothing was published.' : `${all}${were(count)} published.`];
    if (wrong > 0) parts.push(`${wrong} ${wrong === 1 ? 'line was' : 'lines were'} left out: no message could be read there.`);
    if (unfit > 0) parts.push(`${were(unfit)} left out: the topic or the size is not allowed here.`);
    if (lost > 0) parts.push(`${were(lost)} not recorded at the time, because the disk was too slow.`);
    return parts.join(' ');
  },

  wholePath: 'Give the whole path of the file.',
  noFile: (path: string) => `${path} is not a file.`,
  unreadable: (path: string, why: string) => `${path} cannot be read: ${why}.`,
  beingWritten: (path: string) => `${path} is being written. Try again when that is done.`,
  fileLarge: (path: string, most: number) =>
    `${path} is too large: with its topic, a message may have ${most} bytes. The limit is in the settings.`,
  why: {
    notThere: 'it is not there',
    mayNotRead: 'this user may not read it',
    circle: 'its symbolic links go round in a circle',
    failing: 'the disk does not work as it should',
    exists: 'there is a file of this name already, and a recording never takes the place of one',
    noFolder: 'its folder is not there',
    isFolder: 'there is a folder of this name',
    mayNotWrite: 'this user may not write there',
    readOnly: 'nothing can be written there',
    full: 'the disk is full',
    fileFull: 'this disk takes no larger file',
    other: 'the system gave an error',
  },
};
