import { resolve } from 'node:path';

/** What the command line asks for. What it does not say is left out. */
export interface Flags {
  /** Absolute. */
  dataDir?: string;
  bind?: '127.0.0.1' | 'lan';
  mqttPort?: number;
  pairPort?: number;
  emonespPort?: number;
  triggerPort?: number;
  announcePort?: number;
  /** Start in the tray, with no window. */
  hidden: boolean;
  /** Serve the window's pages to browsers, with no window at all. */
  headless: boolean;
  webPort?: number;
  webBind?: '127.0.0.1' | 'lan';
  /** Other machines may read the figures. */
  openMetrics: boolean;
  /** Print a new one-time link: the password for browsers was forgotten. */
  newWebLink: boolean;
  /** With `headless`: the id of a local backup that is put in place; `none`: a damaged database is set aside. */
  restoreBackup?: string;
}

/** The command `queues`: prints what waits for whom in place of starting the app. */
export interface QueuesFlags {
  /** For programs, in place of a table. */
  json: boolean;
  by: 'messages' | 'bytes';
}

export type ParsedFlags = { ok: true; flags: Flags; queues?: QueuesFlags; version?: true } | { ok: false; message: string };

class BadFlag extends Error {}

const PORTS = {
  'mqtt-port': 'mqttPort',
  'pair-port': 'pairPort',
  'emonesp-port': 'emonespPort',
  'trigger-port': 'triggerPort',
  'announce-port': 'announcePort',
  'web-port': 'webPort',
} as const;
const SWITCHES = { hidden: 'hidden', headless: 'headless', 'open-metrics': 'openMetrics', 'new-web-link': 'newWebLink' } as const;

/**
 * Reads our flags. All others are Chromium's, Electron's or a test driver's and are left alone.
 * A flag that is given twice counts as it was given last.
 */
export function parseFlags(args: readonly string[], cwd: string): ParsedFlags {
  const flags: Flags = { hidden: false, headless: false, openMetrics: false, newWebLink: false };
  try {
    for (const arg of args) readFlag(arg, cwd, flags);
  } catch (error) {
    if (error instanceof BadFlag) return { ok: false, message: error.message };
    throw error;
  }
  if (args.includes('--version')) return { ok: true, flags, version: true };
  if (!args.includes('queues')) return { ok: true, flags };
  return { ok: true, flags, queues: { json: args.includes('--json'), by: args.includes('--bytes') ? 'bytes' : 'messages' } };
}

/** Those of the flags that the hub itself is started with. */
export function hubFlags({ bind, mqttPort, pairPort, emonespPort, triggerPort, announcePort }: Flags) {
  const given = Object.entries({ bind, mqttPort, pairPort, emonespPort, triggerPort, announcePort }).filter(
    ([, value]) => value !== undefined,
  );
  return Object.fromEntries(given) as Pick<Flags, 'bind' | 'mqttPort' | 'pairPort' | 'emonespPort' | 'triggerPort' | 'announcePort'>;
}

function readFlag(arg: string, cwd: string, flags: Flags): void {
  const [, name, value] = /^--([a-z-]+)(?:=(.*))?$/s.exec(arg) ?? [];
  switch (name) {
    case 'hidden':
    case 'headless':
    case 'open-metrics':
    case 'new-web-link':
      if (value !== undefined) throw new BadFlag(`--${name} takes no value, but was given ${quote(value)}`);
      flags[SWITCHES[name]] = true;
      break;
    case 'data-dir':
      if (!value || value.includes('\0')) throw new BadFlag('--data-dir needs a folder: --data-dir=DIR');
      flags.dataDir = resolve(cwd, value);
      break;
    case 'restore-backup':
      if (!value || value.includes('\0')) throw new BadFlag('--restore-backup needs the id of a backup: --restore-backup=ID');
      flags.restoreBackup = value;
      break;
    case 'bind':
      flags.bind = readBind(name, value);
      break;
    case 'web-bind':
      flags.webBind = readBind(name, value);
      break;
    case 'mqtt-port':
    case 'pair-port':
    case 'emonesp-port':
    case 'trigger-port':
    case 'announce-port':
    case 'web-port':
      flags[PORTS[name]] = readPort(name, value);
      break;
  }
}

function readBind(name: string, value: string | undefined): '127.0.0.1' | 'lan' {
  if (value !== '127.0.0.1' && value !== 'lan') throw new BadFlag(`--${name} must be 127.0.0.1 or lan, not ${quote(value)}`);
  return value;
}

function readPort(name: string, value: string | undefined): number {
  const port = value !== undefined && /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (!(port <= 65_535)) {
    throw new BadFlag(`--${name} must be a port from 1 to 65535, or 0 for any free one, not ${quote(value)}`);
  }
  return port;
}

const quote = (value: string | undefined) => (value ? JSON.stringify(value) : 'empty');
