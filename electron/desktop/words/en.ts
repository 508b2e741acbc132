import type { Page } from '../../contract/desktop.ts';
import type { Request } from '../../contract/model.ts';

/** What stands in the menus, dialogs, notices and notifications of the desktop itself. Names and times come clean and ready to be shown. */
export const en = {
  locale: 'en-GB',
  pages: {
    inbox: 'Inbox',
    devices: 'Devices',
    network: 'Network',
    topics: 'Topics',
    queues: 'Queues',
    activity: 'Activity',
    security: 'Security',
    help: 'Help',
    settings: 'Settings',
  } satisfies Record<Page, string>,
  menu: { door: 'Open or close the door', close: 'Close window', quit: 'Quit', view: 'View' },
  edit: {
    title: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select All',
  },
  view: { actualSize: 'Actual Size', zoomIn: 'Zoom In', zoomOut: 'Zoom Out', fullScreen: 'Toggle Full Screen' },
  tray: { open: 'Open Porchlight', pair: 'Pair EmonESP devices', quit: 'Quit' },
  door: {
    always: 'Devices may ask at any time',
    close: 'Close the door',
    closeOpenUntil: (time: string) => `Close the door (open until ${time})`,
    open: (minutes: number) => `Open the door for ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
  },
  waiting: (count: number) => (count === 0 ? 'Nothing is waiting' : `${count} waiting to connect`),
  newer: (version: string) => `Porchlight ${version} is available`,
  quitting: {
    message: (count: number) => (count === 1 ? '1 device is connected' : `${count} devices are connected`),
    detail: (named: string, rest: number, count: number) =>
      `${named}${rest > 0 ? ` and ${rest} more` : ''}.\n\n${count === 1 ? 'It' : 'They'} cannot send readings until Porchlight runs again.`,
    quit: 'Quit',
    stay: 'Keep running',
  },
  goneToTray: {
    title: 'Porchlight is still running',
    text: 'Devices stay connected. Open it from the tray, or by starting it again; quit from the tray menu.',
  },
  popup: { title: 'Porchlight asks' },
  unnamed: 'A device',
  notification: {
    wantsIn: (name: string) => `${name} would like to connect`,
    waiting: (count: number) => `${count} devices waiting`,
    decide: 'Open Porchlight to decide.',
    /** How it came, and how safe the way is. */
    ways: { emonesp: 'EmonESP pairing, sent in the clear', v1: 'pairing over HTTPS' } satisfies Record<Request['protocol'], string>,
    allow: 'Allow',
    deny: 'Deny',
    openCard: 'Open card…',
    compareCode: 'Compare code…',
    alert: 'Alert',
    alerts: (count: number) => `${count} alerts`,
    more: (count: number) => `and ${count} more`,
  },
  files: {
    save: 'Save file',
    place: 'Choose a place',
    notSaved: (path: string, why: string) => `The file could not be saved as ${path}: ${why}. Choose another place.`,
    why: {
      forbidden: 'you may not write there',
      readOnly: 'nothing can be written there',
      full: 'the disk is full',
      folderThere: 'there is a folder of this name',
      nothingThere: 'this folder is not there',
      failing: 'the disk does not work as it should',
      refused: 'the system refused it',
    },
    notShown: (folder: string) => `No program of this computer would show ${folder}.`,
  },
  refused: 'That did not work',
  loginItem: {
    folder: 'Porchlight cannot be started at login from a folder with "=" in its name. Move it to another folder, and try again.',
    failed: (why: string) => `The system did not take it: ${why}. Nothing was changed.`,
    approval: 'macOS waits for your approval: open System Settings › General › Login Items, and allow Porchlight there.',
    notHere: 'This copy of Porchlight cannot be started at login: only an installed one can.',
  },
  updates: {
    notHere: 'This copy of Porchlight cannot update itself. Install the new version the way you installed this one.',
    notFound: (why: string) => `It could not be found out whether there is a newer version: ${why}. Try again later.`,
    notFetched: (why: string) => `The new version could not be fetched: ${why}. Nothing was changed; try again later.`,
    notLooked: 'Look for a newer version first.',
    notFetchedYet: 'The new version is not here yet: fetch it first.',
  },
  hub: {
    keyringForeign: (file: string) =>
      `${file} cannot be decrypted: it is damaged, or was encrypted by the keyring of another user or computer. Put back the data folder and the keyring that belong together, and start Porchlight again.`,
    keyringLocked:
      "The keys of this hub are encrypted by this desktop's keyring, which cannot be used now. Unlock the keyring and start Porchlight again.",
    failed: 'Porchlight could not go on',
    ended: (why: string) => `The hub ended unexpectedly (${why}).`,
    stopped: 'The hub has stopped.',
    away: 'The hub does not run at the moment. Try again when it has started.',
    endsAgain: (why: string) => `It was started again several times, and ended each time. ${why}`,
    notDamaged: 'The data is not damaged, so nothing was set aside.',
  },
};

export type Words = typeof en;
