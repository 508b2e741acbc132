import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Attempt } from '../../../electron/hub/broker/admission.ts';
import { type Clock, systemClock } from '../../../electron/hub/clock.ts';
import { Bootstraps } from '../../../electron/hub/devices/bootstraps.ts';
import { Devices } from '../../../electron/hub/devices/devices.ts';
import { type CertificateDesk, Gate, type TokenDesk } from '../../../electron/hub/devices/gate.ts';
import { Passwords } from '../../../electron/hub/devices/passwords.ts';
import { BootstrapsTable } from '../../../electron/hub/storage/bootstraps-table.ts';
import { openDatabase } from '../../../electron/hub/storage/database.ts';
import { DevicesTable } from '../../../electron/hub/storage/devices-table.ts';

/** A clock that tells a set time and does not make anybody wait. */
export function impatientClock(time = 1_700_000_000_000): Clock & { time: number } {
  const clock = {
    time,
    now: () => clock.time,
    after: (_ms: number, task: () => void) => systemClock.after(0, task),
    every: systemClock.every,
  };
  return clock;
}

const noTokens: TokenDesk = { authenticate: async () => null, askProvider: async () => null };
const noCertificates: CertificateDesk = { holder: () => ({ fault: 'unknown' }), used: () => {} };

/** Devices, bootstrap credentials and the gate on one database; `reopen` is a restart in order. */
export function makeHouse(
  options: { clock?: Clock; tokens?: TokenDesk; certificates?: CertificateDesk; released?: (id: string) => void; file?: string } = {},
) {
  const file = options.file ?? join(mkdtempSync(join(tmpdir(), 'porchlight-')), 'test.db');
  const clock = options.clock ?? impatientClock();
  const connected = new Map<string, string>();
  const changes: string[] = [];
  const open = () => {
    const database = openDatabase(file);
    const passwords = new Passwords(randomBytes);
    const devices: Devices = new Devices({
      table: new DevicesTable(database),
      passwords,
      random: randomBytes,
      clock,
      changed: (id) => changes.push(id),
      clientIdReleased: options.released ?? (() => {}),
    });
    const bootstraps = new Bootstraps({
      table: new BootstrapsTable(database),
      passwords,
      random: randomBytes,
      now: clock.now,
      isUserNameTaken: (userName) => devices.hasUserName(userName),
      isConnected: (clientId) => connected.has(clientId),
      changed: () => {},
    });
    const gate = new Gate({
      clock,
      devices,
      bootstraps,
      passwords,
      tokens: options.tokens ?? noTokens,
      certificates: options.certificates ?? noCertificates,
    });
    /** A CONNECT by password on a plain listener, unless told otherwise. */
    const connect = (userName: string | undefined, password: string | undefined, clientId: string, more: Partial<Attempt> = {}) =>
      gate.decide({
        clientId,
        cleanSession: true,
        userName,
        password: password === undefined ? undefined : Buffer.from(password),
        address: '192.168.1.7',
        entrance: { rule: 'password', certificate: null, certificateFault: null },
        connectedAs: (id) => connected.get(id) ?? null,
        ...more,
      });
    return { database, passwords, devices, bootstraps, gate, connect };
  };
  const house = open();
  const reopen = () => {
    house.devices.save();
    return open();
  };
  return { ...house, reopen, clock, connected, changes };
}

export const newcomer = (name: string) => ({
  name,
  origin: 'manual' as const,
  type: null,
  node: null,
  maxUserNameChars: 24,
  topics: (userName: string) => ({ baseTopic: `porchlight/${userName}`, publish: [`porchlight/${userName}/#`], subscribe: [] }),
});

export const refusedWith = (text: RegExp, returnCode: number) => ({
  ok: false,
  refusal: { text: expect.stringMatching(text), returnCode },
});

import { expect } from 'vitest';
