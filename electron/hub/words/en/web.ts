/** The hub's pages in browsers: who logged in and who was refused. */
export const enWeb = {
  linkOver: 'A browser came by a one-time link that is over.',
  passwordSet: 'The password for browsers was set by the one-time link.',
  loggedIn: 'A browser logged in.',
  wrongPassword: 'A browser tried a wrong password.',
  wrongOldPassword: 'A browser tried to change the password, and gave a wrong old one.',
  passwordChanged: 'The password for browsers was changed. All other browsers were logged out.',
  loggedOut: 'A browser logged out.',
  loggedOutByOther: 'A browser was logged out by another one.',
  tooMany: 'A browser was refused unheard: too many passwords were tried.',
  foreignPage: 'A page was refused its WebSocket: it is not one of this hub, or not logged in.',
  /** `code`: `null` where another program uses the port. */
  notOpen: (port: number, code: string | null) =>
    `The pages for browsers cannot be opened at port ${port}: ${
      code === null ? 'another program uses it' : `the system refused it (${code})`
    }. Choose another with --web-port.`,
  keptFile:
    "Type where the files are on the hub's own machine: Porchlight reads them again whenever they change, which it cannot do with files of this browser.",
  tooBusy: 'Too much is asked at once. Wait a moment and try again.',
  unknownCall: 'Porchlight knows no such call.',
  listenerClosed: 'A listener is not open.',
  /** What a browser is answered. */
  refusals: {
    password: 'That is not the password. Try again.',
    tooMany: 'Too many tries. Wait a while, then try again.',
    link: 'This link was used already, or is too old. Run Porchlight on the hub with --new-web-link, and open the link that it prints.',
    signedOut: 'Log in first.',
    elsewhere: 'Only the pages of this hub may ask this.',
    host: 'This hub has another name. Open it by its own name or address.',
    here: 'Only programs on the hub itself may ask this.',
    malformed: 'The request cannot be read.',
    unknown: 'There is nothing at this address.',
    tooLong: 'This file is too long to be sent by a browser.',
    tooLongBody: 'The request is too long.',
    storage: 'The hub cannot save anything now. Look at its disk, then try again.',
    fault: 'Something went wrong inside Porchlight. The log has the details.',
  },
};
