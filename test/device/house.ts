import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { makeServer, type Server } from './keys.ts';
import { Program } from './program.ts';
import { TestHub } from './test-hub.ts';

type Allowed = ReturnType<TestHub['allowed']>;

/** A hub, another server that is not it, and whatever devices a test runs. */
export interface House {
  folder: string;
  server: Server;
  impostor: Server;
  hub: TestHub;
  /** The device's state file. */
  state: string;
  announcePort: number;
  run(...args: string[]): Program;
  /** As {@link run}, with a credential from an earlier pairing. */
  runPaired(change?: (allowed: Allowed) => Allowed, ...args: string[]): Program;
}

/** Makes it anew for each test of the file, and takes it down again. */
export function houseForTests(): House {
  const house = {} as House;
  let programs: Program[] = [];

  beforeAll(() => {
    house.folder = mkdtempSync(join(tmpdir(), 'porchlight-device-'));
    house.server = makeServer(house.folder, 'hub');
    house.impostor = makeServer(house.folder, 'impostor');
  });
  afterAll(() => rmSync(house.folder, { recursive: true, force: true }));

  beforeEach(async () => {
    house.state = join(mkdtempSync(join(house.folder, 'run-')), 'state.json');
    house.announcePort = await freePort();
    house.hub = new TestHub(house.server);
    await house.hub.start();
  });
  afterEach(async () => {
    await Promise.all(programs.map((program) => program.stop()));
    programs = [];
    await house.hub.stop();
  });

  house.run = (...args) => {
    const { hub, state, announcePort } = house;
    const fixed = [`--hub=${hub.hub}`, '--device-id=greenhouse-7f3a', `--state=${state}`, '--bind-address=127.0.0.1'];
    const program = new Program([...fixed, `--announce-port=${announcePort}`, '--interval=0.05', '--retry=0.1', ...args]);
    programs.push(program);
    return program;
  };
  house.runPaired = (change = (allowed) => allowed, ...args) => {
    const { deviceId, mqtt, trust } = change(house.hub.allowed('greenhouse-7f3a'));
    writeFileSync(house.state, JSON.stringify({ version: 1, deviceId, mqtt, trust, lastSeq: 0, followed: null }));
    return house.run(...args);
  };
  return house;
}
