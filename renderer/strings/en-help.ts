import type { LogLevel } from '../../electron/contract/help.ts';
import type { Denial } from '../../electron/contract/model.ts';
import type { RefusalCause } from '../../electron/contract/refusal-cause.ts';
import { plural } from './plural.ts';

/** Help: who cannot connect and why, the log, and what to hand to who helps. */
export const enHelp = {
  intro: 'When something does not work, begin here.',
  tabList: 'Parts of Help',
  tabs: { refusals: 'Why can’t it connect?', log: 'Log', diagnostics: 'Diagnostics' },
  refusals: {
    title: 'Why can’t it connect?',
    intro: 'Everybody who was turned away since Porchlight started, with the cause and what to do. New ones appear by themselves.',
    all: 'All refusals in Activity',
    whose: 'Whose',
    everybody: 'Everybody',
    nobodys: 'None of my devices',
    openNow: (count: number) => `${plural(count, 'problem', 'problems')} to solve`,
    noneOpen: 'Nothing to solve',
    list: 'Who cannot connect, newest first',
    settled: (count: number) => `${plural(count, 'problem', 'problems')} solved since`,
    settledMark: 'Solved',
    left: (count: number) => `${plural(count, 'refusal', 'refusals')} of others are counted only, because there were so many.`,
    noneTitle: 'Nobody was turned away',
    noneText:
      'If a device still does not appear, it does not even reach this computer, or it asks somebody else. Go through these, in this order.',
    noneOf: (name: string) => `${name} was not turned away`,
    notListed: 'Your device is not in the list?',
    notReached: 'Then it does not even reach this computer. Go through these, in this order.',
    somebody: 'Somebody',
    by: (userName: string) => `Somebody as “${userName}”`,
    atAddress: (address: string) => `A client at ${address}`,
    times: (count: number) => plural(count, 'time', 'times'),
    facts: {
      address: 'Address',
      clientId: 'Its client id',
      userName: 'Its user name',
      tried: 'It tried to',
      howOften: 'How often',
      first: 'First',
      last: 'Last',
    },
    tried: {
      publish: (topic: string) => `publish to ${topic}`,
      subscribe: (topic: string) => `subscribe to ${topic}`,
    } satisfies Record<Denial['action'], (topic: string) => string>,
    said: 'What the hub noted',
  },
  /** Proposals in the dialog that changes a permission. */
  proposed: {
    publish: (topic: string) => `“${topic}” is added under what it may publish. Nothing changes until you save.`,
    subscribe: (topic: string) => `“${topic}” is added under what it may subscribe to. Nothing changes until you save.`,
  } satisfies Record<Denial['action'], (topic: string) => string>,
  causes: {
    password: {
      why: 'It gave the wrong password.',
      what: 'Enter its password again, without a space at the end. If you do not have it any more, make a new one.',
    },
    'bootstrap-password': {
      why: 'It gave the user name of a bootstrap credential with the wrong password.',
      what: 'Enter the password again. If you do not have it any more, make a new credential and revoke this one.',
    },
    'unknown-user': {
      why: 'Nobody here has the user name that it gave, or has it any longer.',
      what: 'Compare the user name in the device with the one under Devices. If it is new, add it, and enter what you are shown.',
    },
    'no-user': {
      why: 'It gave no user name. Every device needs a credential of its own.',
      what: 'Add the device, and enter the user name and the password that you are shown.',
    },
    topic: {
      why: 'It is connected, but tried what it may not do.',
      what: 'Allow the topic if you trust it with that. Else set its topics to what it may use.',
    },
    'plain-on-tls': {
      why: 'It spoke without encryption where TLS is needed.',
      what: 'Switch TLS on in the device, or give it the port of the listener that is not encrypted.',
    },
    'tls-on-plain': {
      why: 'It spoke TLS where no encryption is used.',
      what: 'Give it the port of MQTT over TLS, or switch TLS off in the device.',
    },
    trust: {
      why: 'It does not trust this hub’s certificate.',
      what: 'Copy the certificate authority into the device. If it has no place for one, use the listener that is not encrypted.',
    },
    clock: {
      why: 'It takes this hub’s certificate for expired, so its clock is wrong.',
      what: 'Set the clock of the device, for example by its time server. The dates of the certificate are under Security.',
    },
    tls: {
      why: 'Its encryption and that of this hub do not fit.',
      what: 'A newer firmware may help. Else use the listener that is not encrypted.',
    },
    'not-mqtt': {
      why: 'What it sent is no MQTT that this port understands.',
      what: 'Compare the port and the kind of connection in the device with the listeners: plain, TLS or WebSocket.',
    },
    'client-id-taken': {
      why: 'Its client id belongs to another device, or somebody is connected by it.',
      what: 'Give it a client id of its own. If it is the same device under a new name, revoke the old one first.',
    },
    'client-id-unusable': {
      why: 'Its client id is missing where one is needed, or cannot be used.',
      what: 'Give it a client id of up to 128 letters and digits, without /, + and #.',
    },
    quota: {
      why: 'Too many connections are open at the same time.',
      what: 'Find the device that connects again and again without closing, or allow more connections in Settings.',
    },
    token: {
      why: 'Its token was not accepted.',
      what: 'Compare its issuer, audience and signature with what is set under Tokens, or issue a new one.',
    },
    'token-expired': {
      why: 'The time of its token is over.',
      what: 'Issue a new token, and put it in place of the old one.',
    },
    provider: {
      why: 'The identity provider did not accept it, or could not be asked.',
      what: 'Check the password there. What went wrong last with the provider stands under Tokens.',
    },
    'certificate-revoked': {
      why: 'It showed a certificate that you revoked.',
      what: 'If it may come in again, issue a new certificate in its details under Devices.',
    },
    'certificate-missing': {
      why: 'This listener lets in only who shows a client certificate, and it showed none.',
      what: 'Put a certificate of this hub into the device, or let this listener accept passwords.',
    },
    'certificate-foreign': {
      why: 'Its certificate is not of this hub, or is out of its time.',
      what: 'Issue a certificate for it in its details under Devices, and put that into the device.',
    },
    network: {
      why: 'It may not connect from the address where it is.',
      what: 'Add its network to those that it may connect from.',
    },
    hours: {
      why: 'It may not connect at this time of day.',
      what: 'Change its hours, or wait until they begin.',
    },
    'bootstrap-full': {
      why: 'The bootstrap credential has let in all that it may.',
      what: 'Raise how many client ids may come in by it.',
    },
    'bootstrap-expired': {
      why: 'The last day of the bootstrap credential is over.',
      what: 'Give it a later last day, or none.',
    },
    barred: {
      why: 'You revoked it, and it tried to come back by a bootstrap credential.',
      what: 'If it may come back, take it off the barred client ids.',
    },
    storage: {
      why: 'Nothing can be saved now, so nobody new can be let in.',
      what: 'See the note on top of this window. It will try again by itself.',
    },
    busy: {
      why: 'The hub could not decide in time.',
      what: 'It will try again by itself. If this stays, look into the log.',
    },
    'far-away': {
      why: 'It is not in a network of this computer, so it may not ask to come in.',
      what: 'Connect both to the same network. Guest networks and VPNs keep devices apart.',
    },
    'web-page': {
      why: 'A web page tried to ask in a device’s place.',
      what: 'Nothing to do: web pages may not ask. Close the page if you do not know it.',
    },
    crowd: {
      why: 'More devices asked at once than there is room for.',
      what: 'Decide about those that wait in the Inbox. The others then get a card.',
    },
    'browser-login': {
      why: 'A browser gave a wrong password, came by a one-time link that is over, or tried too often.',
      what: 'If that was you, wait a minute and try again. If not, look in Activity which address it is.',
    },
    'browser-page': {
      why: 'A page in a browser was not logged in, or is not one of this hub.',
      what: 'If it was your own, load it anew and log in. Else close it.',
    },
    other: { why: 'It was turned away.', what: 'What the hub noted says more.' },
  } satisfies Record<RefusalCause, { why: string; what: string }>,
  fixes: {
    password: 'Make a new password',
    permit: 'Change what it may do',
    restrict: 'Change from where and when',
    device: 'Show the device',
    owner: 'Show who has this client id',
    devices: 'Show the devices',
    add: 'Add a device',
    authority: 'Copy the certificate authority',
    listeners: 'Look at the listeners',
    certificates: 'Look at the certificates',
    bootstrap: 'Change the bootstrap credential',
    bootstraps: 'Look at the bootstrap credentials',
    tokens: 'Look at the tokens',
    settings: 'Open Settings',
    check: 'Check the network',
    inbox: 'Open the Inbox',
    log: 'Look into the log',
    of: (fix: string, who: string) => `${fix}: ${who}`,
  },
  obstacles: {
    title: 'In the way of everybody',
    alone: 'This hub listens to this computer only',
    aloneText: 'Devices cannot reach it. Let it listen to your home network in Settings.',
    closed: 'The door is closed',
    closedText: (count: number, name: string, address: string) =>
      `${plural(count, 'device', 'devices')} knocked while it was closed, ${name} at ${address} last.`,
    open: 'Open the door',
  },
  reach: {
    list: 'What to check',
    same: {
      title: 'The same network?',
      text: 'The device and this computer must be in one network. Guest Wi-Fi keeps devices apart. Many small devices know 2.4 GHz only.',
    },
    address: {
      title: 'The right address and port?',
      text: (place: string) => `Plain MQTT is at ${place}. The address may have changed if the device was set up long ago.`,
      none: 'No listener for devices is open. Look at the listeners.',
    },
    power: { title: 'Is it on and near?', text: 'Look whether its own light or web page says that it is in the Wi-Fi.' },
    firewall: {
      title: 'Does this computer let it through?',
      text: 'The self-check tries whether a firewall or another program is in the way.',
      go: 'Run the self-check',
    },
    door: {
      title: 'Is it new?',
      text: 'A new device asks in the Inbox while the door is open. Anything else needs a credential that you enter in it.',
      go: 'Open the Inbox',
    },
  },
  log: {
    intro:
      'What the program notes for itself since it started, with every secret masked. It is kept in memory only, the newest lines of it.',
    level: 'Show',
    levels: { info: 'Everything', warn: 'Warnings and errors', error: 'Errors only' } satisfies Record<LogLevel, string>,
    marks: { info: 'Info', warn: 'Warning', error: 'Error' } satisfies Record<LogLevel, string>,
    search: 'Search the log',
    list: 'Log, oldest first',
    older: 'Load older lines',
    none: 'No line matches.',
    fresh: (count: number) => `${plural(count, 'new line', 'new lines')} below`,
    copyOf: (text: string) => `Copy the line: ${text}`,
    detail: 'Detail',
  },
  diagnostics: {
    intro: 'One text file for whoever helps you. Read it first, then save it and send it yourself: Porchlight sends nothing.',
    inTitle: 'What is in it',
    inside: [
      'Versions of Porchlight and of this system, memory in use',
      'Listeners, settings and limits, and what is wrong with them',
      'How many devices, queues and messages there are, and whether they can be saved',
      'Until when certificates are good',
      'Who was refused lately, by cause, and the newest lines of the log',
    ],
    outTitle: 'What is not',
    outside: [
      'Passwords, keys, tokens, codes and links',
      'Names of the hub, of devices, of you and of this computer: placeholders stand for them',
      'Topics and payloads, user names and client ids',
      'The last part of your addresses, and public addresses altogether',
    ],
    make: 'Make the diagnostics',
    again: 'Make them anew',
    save: 'Save file…',
    text: 'Diagnostics',
    size: (kilobytes: number) => `${kilobytes} kB of text`,
  },
};
