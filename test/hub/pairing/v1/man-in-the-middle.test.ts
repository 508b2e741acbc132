import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, commitmentOf } from '../../../../electron/hub/pairing/v1/code.ts';
import { SPKI, statusOf, V1Device, V1Hub } from './hub.ts';

const RUNS = 10_000;
/** Tries until a match are a million on average; with this seed it comes soon. */
const GRIND_SEED = 'grind 1';
const GRINDS = 100_000;

/** Random bytes that are the same in every run of the test. */
function seeded(seed: string): (count: number) => Buffer {
  let number = 0;
  return (count) => createHash('sha512').update(`${seed} ${number++}`).digest().subarray(0, count);
}

const MIDDLE_SPKI = createHash('sha256').update('the key of the middle').digest();

let hub: V1Hub;
beforeEach(() => {
  hub = new V1Hub(seeded('hub'), { settledRequestMs: 1 });
  hub.settings.door = 'always';
});
afterEach(() => hub.house.close());

/**
 * One run with a machine between device and hub that ends TLS on both sides. It has to promise its own nonce to the hub before it
 * sees the hub's, and has to give the device a nonce before the device shows its own.
 */
function middleRun(run: number, random: (count: number) => Buffer) {
  const device = new V1Device(`device-${run}`, '192.168.1.30', random(32));
  const middle = new V1Device(`device-${run}`, '192.168.1.66', random(32));
  expect(statusOf(middle.ask(hub))).toBe(201);
  device.hubNonce = random(32).toString('base64url');
  expect(statusOf(middle.reveal(hub))).toBe(204);
  const shownByHub = hub.house.requests.get(middle.requestId)?.code;
  hub.house.requests.deny(middle.requestId, true);
  hub.house.requests.undoQuiet(`v1:device-${run}@192.168.1.66`);
  hub.house.clock.advance(7_000);
  return { shownByDevice: device.code(MIDDLE_SPKI), shownByHub };
}

test(`with a machine in the middle the two codes differ in each of ${RUNS} runs`, () => {
  const random = seeded('middle');
  // The hub itself, with its database, takes part in some; what decides are the two computations, which all runs do.
  for (let run = 0; run < 100; run++) {
    const { shownByDevice, shownByHub } = middleRun(run, random);
    expect(shownByHub).toMatch(/^\d{6}$/);
    expect(shownByHub).not.toBe(shownByDevice);
  }
  let same = 0;
  for (let run = 0; run < RUNS; run++) {
    const deviceSide = codeOf({ spki: MIDDLE_SPKI, deviceNonce: random(32), hubNonce: random(32) });
    const hubSide = codeOf({ spki: SPKI, deviceNonce: random(32), hubNonce: random(32) });
    if (deviceSide === hubSide) same++;
  }
  expect(same).toBe(0);
});

test('passing on nonces as they are does not help the middle: the keys differ', () => {
  const random = seeded('relay');
  let same = 0;
  for (let run = 0; run < RUNS; run++) {
    const nonces = { deviceNonce: random(32), hubNonce: random(32) };
    if (codeOf({ spki: MIDDLE_SPKI, ...nonces }) === codeOf({ spki: SPKI, ...nonces })) same++;
  }
  expect(same).toBe(0);
});

describe('grinding', () => {
  /** Tries nonces until the code is the wanted one; how many it took, or `null`. */
  function grind(wanted: string, codeFor: (nonce: Buffer) => string, most: number): Buffer | null {
    const nonce = Buffer.alloc(32);
    for (let tries = 0; tries < most; tries++) {
      nonce.writeUInt32BE(tries);
      if (codeFor(nonce) === wanted) return nonce;
    }
    return null;
  }

  test('a middle that sees the reveal before it has to give its own nonce can make the codes the same', () => {
    const random = seeded(GRIND_SEED);
    // The hub's code is settled on the other side, and the device has shown its nonce too early.
    const wanted = codeOf({ spki: SPKI, deviceNonce: random(32), hubNonce: random(32) });
    const deviceNonce = random(32);
    const found = grind(wanted, (hubNonce) => codeOf({ spki: MIDDLE_SPKI, deviceNonce, hubNonce }), GRINDS);
    expect(found).not.toBeNull();
    expect(codeOf({ spki: MIDDLE_SPKI, deviceNonce, hubNonce: found as Buffer })).toBe(wanted);
  });

  test('ours cannot: a nonce that was found later is not the one that was promised', () => {
    const random = seeded('late');
    const device = new V1Device('pump', '192.168.1.30', random(32));
    const middle = new V1Device('pump', '192.168.1.66', random(32));
    middle.ask(hub);
    device.hubNonce = random(32).toString('base64url');
    const wanted = device.code(MIDDLE_SPKI);
    // It knows everything by now but may no longer choose: not even a nonce that nearly fits is taken.
    const hubNonce = Buffer.from(middle.hubNonce, 'base64url');
    const near = grind(wanted.slice(0, 3), (nonce) => codeOf({ spki: SPKI, deviceNonce: nonce, hubNonce }).slice(0, 3), 20_000);
    expect(near).not.toBeNull();
    expect(commitmentOf(near as Buffer)).not.toBe(middle.body.commitment);
    expect(statusOf(middle.reveal(hub, near as Buffer))).toBe(422);
    expect(hub.house.requests.get(middle.requestId)).toBeNull();
  });

  test('the hub gives its nonce only for a commitment, and the device shows its own only after that', () => {
    const random = seeded('order');
    const device = new V1Device('pump', '192.168.1.30', random(32));
    const asked = device.ask(hub);
    // What the hub has said before the reveal holds no code, and its card has none.
    expect(JSON.stringify(asked)).not.toContain(device.code());
    expect(hub.house.requests.get(device.requestId)?.code).toBeNull();
  });
});

test('a reveal or an answer of one request is worth nothing for another', () => {
  const random = seeded('replay');
  const first = new V1Device('a', '192.168.1.30', random(32));
  const second = new V1Device('b', '192.168.1.30', random(32));
  for (const device of [first, second]) device.ask(hub);
  expect(statusOf(first.reveal(hub))).toBe(204);
  const replayed = hub.asking.reveal('192.168.1.30', second.requestId, { deviceNonce: first.nonce.toString('base64url') });
  expect(statusOf(replayed)).toBe(422);
  hub.house.requests.allow(first.requestId, true);
  expect(statusOf(first.poll(hub))).toBe(200);
  expect(statusOf(hub.asking.answer('192.168.1.30', second.requestId, first.nonce.toString('base64url')))).toBe(410);
  hub.house.clock.advance(61_000);
  expect(statusOf(first.poll(hub))).toBe(410);
});
