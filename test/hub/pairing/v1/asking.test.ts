import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LIMITS } from '../../../../electron/hub/limits.ts';
import { stateOf, statusOf, V1Device, V1Hub } from './hub.ts';

const S = 1_000;
let hub: V1Hub;

beforeEach(() => {
  hub = new V1Hub();
  hub.door.open();
});
afterEach(() => hub.house.close());

/** A device whose card waits with a code. */
function waiting(...args: ConstructorParameters<typeof V1Device>): V1Device {
  const device = new V1Device(...args);
  expect(statusOf(device.ask(hub))).toBe(201);
  expect(statusOf(device.reveal(hub))).toBe(204);
  return device;
}

const card = (device: V1Device) => hub.house.requests.get(device.requestId);
const allow = (device: V1Device) => hub.house.requests.allow(device.requestId, true);
const credential = (device: V1Device) => {
  const reply = device.poll(hub);
  expect(statusOf(reply)).toBe(200);
  return ('body' in reply ? reply.body : {}) as { mqtt: Record<string, unknown>; trust: object; deviceId: string };
};

describe('asking', () => {
  test('makes a card with what the device says of itself, and tells it how to go on', () => {
    const device = new V1Device();
    const reply = device.ask(hub);
    expect(reply).toEqual({
      status: 201,
      body: {
        requestId: device.requestId,
        hubId: 'hub',
        hubNonce: expect.stringMatching(/^[\w-]{43}$/),
        expiresAt: new Date(hub.house.clock.now() + 300 * S).toISOString(),
        pollAfterSeconds: 2,
      },
    });
    expect(card(device)).toMatchObject({
      protocol: 'v1',
      name: 'Greenhouse sensor',
      node: 'greenhouse-7f3a',
      type: 'acme-th1',
      firmware: '1.4.2',
      address: '192.168.1.30',
      proof: 'waiting',
      code: null,
    });
  });

  test('both sides have the same code, which the hub shows after the reveal alone', () => {
    const device = new V1Device();
    device.ask(hub);
    expect(card(device)?.code).toBeNull();
    device.reveal(hub);
    expect(card(device)).toMatchObject({ proof: 'code', code: device.code() });
    expect(statusOf(device.reveal(hub))).toBe(204);
    expect(card(device)?.code).toBe(device.code());
  });

  test('a device without a display gets a card that has no code to compare', () => {
    const device = new V1Device();
    device.ask(hub, { display: 'none' });
    device.reveal(hub);
    expect(card(device)).toMatchObject({ proof: 'unseen', code: null });
    hub.house.requests.allow(device.requestId);
    expect(credential(device).mqtt.username).toBe('greenhouse-7f3a');
  });

  test('a nonce that does not match the commitment ends the request', () => {
    const device = new V1Device();
    device.ask(hub);
    expect(statusOf(device.reveal(hub, randomBytes(32)))).toBe(422);
    expect(card(device)).toBeNull();
    expect(statusOf(device.reveal(hub))).toBe(410);
    expect(statusOf(device.poll(hub))).toBe(410);
  });
});

describe('the answer', () => {
  test('is to wait, until a person decides; the poll keeps the card fresh but not alive', () => {
    const device = waiting();
    const { endsAt } = card(device) ?? {};
    hub.house.clock.advance(20 * S);
    const reply = device.poll(hub);
    expect([statusOf(reply), stateOf(reply)]).toEqual([202, 'pending']);
    expect(card(device)).toMatchObject({ endsAt, lastSeenAt: hub.house.clock.now() });
    hub.house.clock.advance(280 * S);
    expect(statusOf(device.poll(hub))).toBe(410);
    expect(card(device)).toBeNull();
  });

  test('is the credential after Allow: the same one for 60 s, then none', () => {
    const device = waiting();
    allow(device);
    const first = credential(device);
    expect(first).toMatchObject({
      state: 'allowed',
      deviceId: 'greenhouse-7f3a',
      mqtt: {
        host: 'porchlight.local',
        addresses: ['192.168.1.10'],
        tlsPort: 8883,
        username: 'greenhouse-7f3a',
        clientId: 'greenhouse-7f3a',
        baseTopic: 'porchlight/greenhouse-7f3a',
      },
      trust: { hubId: 'hub' },
    });
    expect(first.mqtt).not.toHaveProperty('port');
    hub.house.clock.advance(59 * S);
    expect(credential(device)).toEqual(first);
    hub.house.clock.advance(2 * S);
    expect(statusOf(device.poll(hub))).toBe(410);
  });

  test('ends with the first CONNECT', () => {
    const device = waiting();
    allow(device);
    credential(device);
    hub.house.requests.deviceConnected(card(device)?.deviceId ?? '');
    expect(statusOf(device.poll(hub))).toBe(410);
    expect(card(device)?.state).toBe('connected');
  });

  test('a device that never came back for it leaves nothing behind', () => {
    const device = waiting();
    allow(device);
    hub.house.clock.advance(61 * S);
    expect(hub.house.ledger.devices.size).toBe(0);
  });

  test('is for nobody else: not without the nonce, not from another address', () => {
    const device = waiting();
    allow(device);
    const { requestId } = device;
    expect(statusOf(hub.asking.answer(device.address, requestId, null))).toBe(401);
    expect(statusOf(hub.asking.answer(device.address, requestId, randomBytes(32).toString('base64url')))).toBe(401);
    expect(statusOf(hub.asking.answer(device.address, requestId, 'x'))).toBe(401);
    expect(statusOf(hub.asking.answer('192.168.1.99', requestId, device.nonce.toString('base64url')))).toBe(404);
    expect(statusOf(hub.asking.reveal('192.168.1.99', requestId, { deviceNonce: device.nonce.toString('base64url') }))).toBe(404);
    expect(statusOf(hub.asking.answer(device.address, 'made-up', device.nonce.toString('base64url')))).toBe(404);
    credential(device);
  });

  test('denied and ignored devices hear so', () => {
    const denied = waiting('a', '192.168.1.31');
    hub.house.requests.deny(denied.requestId);
    expect([statusOf(denied.poll(hub)), stateOf(denied.poll(hub))]).toEqual([403, 'denied']);
    const ignored = waiting('b', '192.168.1.32');
    hub.house.requests.ignore(ignored.requestId);
    expect(stateOf(ignored.poll(hub))).toBe('denied');
  });
});

describe('a person', () => {
  test('cannot allow before the code is there, nor without having compared it', () => {
    const device = new V1Device();
    device.ask(hub);
    expect(() => hub.house.requests.allow(device.requestId, true)).toThrow(/has not shown its half/);
    device.reveal(hub);
    expect(() => hub.house.requests.allow(device.requestId)).toThrow(/Compare the codes/);
    expect(statusOf(device.poll(hub))).toBe(202);
    expect(hub.house.ledger.devices.size).toBe(0);
  });

  test('who says that the codes differ is taken at their word, and the log says what that means', () => {
    const device = waiting();
    hub.house.requests.deny(device.requestId, true);
    expect(hub.house.happenings.find(({ kind }) => kind === 'problem')?.text).toMatch(/shows another code.*may stand between/);
  });

  test('"never" holds for the id wherever it comes from, "not now" only for who was denied', () => {
    const thief = waiting('pump', '192.168.1.66');
    hub.house.requests.deny(thief.requestId);
    expect(stateOf(thief.ask(hub))).toBe('denied');
    const owner = new V1Device('pump', '192.168.1.30');
    expect(statusOf(owner.ask(hub))).toBe(201);
    owner.reveal(hub);
    hub.house.requests.ignore(owner.requestId);
    expect(stateOf(new V1Device('pump', '192.168.1.77').ask(hub))).toBe('denied');
    hub.house.requests.undoQuiet('v1:pump');
    expect(statusOf(new V1Device('pump', '192.168.1.77').ask(hub))).toBe(201);
  });

  test('sees that a device is known already, and may give it a new password', () => {
    const device = waiting();
    allow(device);
    const first = credential(device);
    hub.house.requests.deviceConnected(card(device)?.deviceId ?? '');
    const again = waiting();
    const known = hub.house.requests.get(again.requestId)?.knownDeviceId;
    expect(known).toBe(hub.house.ledger.findByNode('v1:greenhouse-7f3a')?.id);
    allow(again);
    const second = credential(again);
    expect(second.mqtt.username).toBe(first.mqtt.username);
    expect(second.mqtt.password).not.toBe(first.mqtt.password);
    expect(hub.house.ledger.devices.size).toBe(1);
  });

  test('an EmonESP of the same name is another device', () => {
    hub.house.ledger.add('plug1', { node: 'plug1' });
    expect(card(waiting('plug1'))?.knownDeviceId).toBeNull();
  });
});

describe('who else asks', () => {
  test('the same id from the same address replaces the earlier request', () => {
    const first = waiting();
    const second = waiting();
    expect(card(first)).toBeNull();
    expect(statusOf(first.poll(hub))).toBe(410);
    expect(card(second)?.state).toBe('pending');
  });

  test('what was allowed and is replaced leaves no device behind', () => {
    const first = waiting();
    allow(first);
    waiting();
    expect(hub.house.ledger.devices.size).toBe(0);
  });

  test('the same id from another address is refused, and the card says that two claim it', () => {
    const first = waiting();
    for (let host = 40; host < 60; host++) {
      expect(statusOf(new V1Device(first.id, `192.168.1.${host}`).ask(hub))).toBe(409);
      hub.house.clock.advance(10 * S);
    }
    expect(card(first)?.rivals).toHaveLength(LIMITS.pairRivals);
    expect(card(first)?.rivals[0]).toBe('192.168.1.40');
    expect(hub.house.said('Only one of them can be the real one')).toBeGreaterThan(0);
  });

  test('three wait at an address, ten new ones a minute come from it, sixty from all', () => {
    const [one, two, three] = ['a', 'b', 'c'].map((id) => waiting(id));
    const fourth = new V1Device('d').ask(hub);
    expect(statusOf(fourth)).toBe(429);
    hub.house.requests.deny((one as V1Device).requestId);
    waiting('e');
    expect([two, three].every((device) => card(device as V1Device))).toBe(true);
    // Five so far, refused ones included.
    for (let count = 5; count < 10; count++) new V1Device(`more-${count}`).ask(hub);
    const eleventh = new V1Device('last').ask(hub);
    expect('problem' in eleventh && eleventh.problem.retryAfter).toBe(60);
    hub.house.clock.advance(61 * S);
    expect('problem' in new V1Device('last').ask(hub) && statusOf(new V1Device('last').ask(hub))).toBe(429);

    hub.house.clock.advance(61 * S);
    const statuses = Array.from({ length: 70 }, (_, index) => statusOf(new V1Device(`n-${index}`, `10.0.${index}.1`).ask(hub)));
    expect(statuses.filter((status) => status === 201)).toHaveLength(50 - 3);
    expect(new Set(statuses)).toEqual(new Set([201, 429]));
    expect(hub.house.requests.list()).toHaveLength(LIMITS.waitingRequests);
  });
});

describe('after a restart', () => {
  test('a request goes on: same code, same end, same answer', () => {
    const device = waiting();
    const before = card(device);
    hub.restart(30 * S);
    expect(card(device)).toEqual(before);
    expect(statusOf(device.poll(hub))).toBe(202);
    allow(device);
    const first = credential(device);
    hub.restart();
    const second = credential(device);
    expect(second.mqtt.username).toBe(first.mqtt.username);
    expect(second.mqtt.password).toBe(hub.house.ledger.findByNode('v1:greenhouse-7f3a')?.password);
  });

  test('one that had not shown its half yet still can', () => {
    const device = new V1Device();
    device.ask(hub);
    hub.restart();
    expect(statusOf(device.reveal(hub))).toBe(204);
    expect(card(device)?.code).toBe(device.code());
  });

  test('one whose time was over meanwhile is gone', () => {
    const device = waiting();
    hub.restart(301 * S);
    expect(hub.house.requests.list()).toEqual([]);
    expect(statusOf(device.poll(hub))).toBe(410);
  });

  test('the door is closed', () => {
    hub.restart();
    expect(stateOf(new V1Device().ask(hub))).toBe('closed');
  });
});

test('nothing secret is written down or told', () => {
  const device = waiting();
  allow(device);
  const { password } = credential(device).mqtt as { password: string };
  const told = JSON.stringify([hub.house.happenings, hub.house.requests.list(), hub.house.requests.quieted()]);
  const stored = JSON.stringify(hub.house.stored());
  for (const secret of [password, device.nonce.toString('base64url')]) {
    expect(told).not.toContain(secret);
    expect(stored).not.toContain(secret);
  }
  expect(told).not.toContain(device.hubNonce);
});
