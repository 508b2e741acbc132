import type { MessagePort } from 'node:worker_threads';
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
  /** A damaged database is kept under another name, and the hub starts with an empty one. */
  setDamagedAside?: boolean;
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
  bind: string;
  address: string;
}

/** What the hub's thread tells the one who started it. */
export type FromHubThread =
  /** Everything listens, or has reported why it cannot. */
  | { kind: 'ready'; ready: ReadyLine }
  /** The hub cannot run at all, for example because its database cannot be opened. */
  | { kind: 'failed'; message: string; trouble: StartTrouble }
  /** Everything is stored and closed; the thread exits next. */
  | { kind: 'stopped' };

/** What the hub's thread is told. Both may come before it is ready: clients wait, a stop ends the start. */
export type ToHubThread =
  /** One more client: serve it at this port. */
  { kind: 'connect'; port: MessagePort } | { kind: 'stop' };
