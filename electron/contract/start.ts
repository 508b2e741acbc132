import type { MessagePort } from 'node:worker_threads';
import type { Language } from './language.ts';
import type { StartTrouble } from './start-trouble.ts';

/** What the hub is started with. What is left out comes from the hub's own settings. */
export interface HubOptions {
  dataDir: string;
  version: string;
  bind?: '127.0.0.1' | 'lan';
  /** 0: any free port. The same for those below. */
  mqttPort?: number;
  emonespPort?: number;
  pairPort?: number;
  triggerPort?: number;
  /** Where signed announcements are sent. Left out, any free port if that is so for the trigger. */
  announcePort?: number;
  /** 32 bytes that the desktop's keyring protects, and that protect the hub's keys in turn. Left out where there is no keyring. */
  keyringKey?: Uint8Array;
  /** Serves the window's pages to browsers as well. Left out: not at all. */
  web?: WebOptions;
  /** The language of what the hub itself says: errors, the activity log. A choice in a browser comes before it. Left out: English. */
  language?: Language;
  /** What came before this start: the hub ended by itself, or wished to be started anew. Left out: neither. */
  after?: 'crash' | 'wish';
  /** A damaged database is kept under another name, and the hub starts with an empty one. */
  setDamagedAside?: boolean;
  /** The id of a local backup that takes the place of a damaged database, which is kept under another name. */
  restoreBackup?: string;
}

/** Where browsers find the hub without a screen. */
export interface WebOptions {
  /** 0: any free port. */
  port: number;
  /** Plain HTTP is served on loopback only; `lan` is HTTPS with the hub's certificate. */
  bind: '127.0.0.1' | 'lan';
  /** `/metrics` and `/healthz` answer other machines too. */
  openMetrics: boolean;
  /** The folder with the pages. */
  pages: string;
  /** Prints a new one-time link although a password is set: it was forgotten. */
  newLink: boolean;
}

/** The one-time link at which the first browser sets the password. */
export interface WebLink {
  url: string;
  /** SHA-256 of the certificate that the browser will ask about; `null` over plain HTTP. */
  fingerprint: string | null;
}

/** Printed as `porchlight ready {…}` once everything listens. A port is `null` when it is switched off or could not be opened. */
export interface ReadyLine {
  version: string;
  /** The hub's id. */
  hub: string;
  mqtt: number | null;
  mqtts: number | null;
  ws: number | null;
  wss: number | null;
  pair: number | null;
  emonesp: number | null;
  trigger: number | null;
  /** Where browsers find it; `null` where it serves none. */
  web: number | null;
  bind: string;
  address: string;
}

/** What the hub's thread tells the one who started it. */
export type FromHubThread =
  /** Everything listens, or has reported why it cannot. */
  | { kind: 'ready'; ready: ReadyLine }
  /** The hub cannot run at all, for example because its database cannot be opened. */
  | { kind: 'failed'; message: string; trouble: StartTrouble }
  /** The hub wants to be started anew, for example to put a backup in place: stop it and start it. */
  | { kind: 'restart' }
  /** The one-time link at which the first browser sets the password. Printed, never logged. */
  | ({ kind: 'web-link' } & WebLink)
  /** Everything is stored and closed; the thread exits next. */
  | { kind: 'stopped' };

/** What the hub's thread is told. All but the first may come before it is ready: clients wait, a stop ends the start. */
export type ToHubThread =
  /** Start the hub. The thread has loaded by then, or is about to; told once, and before all else. */
  | { kind: 'start'; options: HubOptions }
  /** One more client: serve it at this port. */
  | { kind: 'connect'; port: MessagePort }
  /** The computer woke from sleep; or, when `slept` is false, somebody is back at it and wants things to be up to date. */
  | { kind: 'woke'; slept: boolean }
  /** What the hub says from now on is in this language. */
  | { kind: 'speak'; language: Language }
  | { kind: 'stop' };
