// What the device keeps: its credential, whom it trusts, and the last announcement that it followed.
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { isObject, isPort } from './encoding.mjs';

/** The file is there and holds something else. */
export class Unreadable extends Error {}

/**
 * @typedef {{ version: 1, deviceId: string, mqtt: object, trust: object, lastSeq: number,
 *   followed: { addresses: string[], tlsPort: number | null } | null }} State
 */

/** The file is for its owner alone, and is replaced as a whole: a power cut leaves the old one or the new one. */
export class StateFile {
  constructor(path) {
    this.path = path;
  }

  /** @returns {State | null} `null` if there is none. Throws {@link Unreadable}. */
  read() {
    let text;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch (error) {
      if (error.code === 'ENOENT') return null;
      throw new Unreadable(`${this.path}: ${error.code}`);
    }
    const state = parse(text);
    if (!isState(state)) throw new Unreadable(`${this.path} is not the state of a device.`);
    return state;
  }

  /** @param {State} state */
  write(state) {
    const next = `${this.path}.next`;
    rmSync(next, { force: true });
    const file = openSync(next, 'wx', 0o600);
    try {
      writeSync(file, `${JSON.stringify(state, null, 2)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(next, this.path);
  }

  forget() {
    rmSync(this.path, { force: true });
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isState(state) {
  if (!isObject(state) || state.version !== 1 || typeof state.deviceId !== 'string') return false;
  const { mqtt, trust, lastSeq, followed } = state;
  const isRoute =
    followed === null ||
    (isObject(followed) && Array.isArray(followed.addresses) && (followed.tlsPort === null || isPort(followed.tlsPort)));
  return isObject(mqtt) && isObject(trust) && typeof trust.hubId === 'string' && Number.isSafeInteger(lastSeq) && isRoute;
}
