import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { houseForTests } from './house.ts';
import { Program } from './program.ts';

const house = houseForTests();

const status = (payload: string) => (one: { topic: string; payload: string }) =>
  one.topic === 'porchlight/greenhouse-7f3a/status' && one.payload === payload;

describe('pairing', () => {
  test('shows the code that the hub shows, keeps what it is given, and publishes over TLS', async () => {
    const program = house.run();
    const { code } = await program.next('code');
    expect(code).toBe(house.hub.code());
    await program.next('connected', ({ port }) => port === house.hub.mqttPort);
    await program.next('published', ({ topic }) => topic === 'porchlight/greenhouse-7f3a/temperature');
    const { payload, qos } = await house.hub.nextPublished(({ topic }) => topic.endsWith('/temperature'));
    expect({ payload: Number(payload), qos }).toEqual({ payload: expect.any(Number), qos: 1 });
    expect(await house.hub.nextPublished(status('online'))).toMatchObject({ qos: 1, retain: true });
    expect(house.hub.logins).toEqual([['greenhouse-7f3a', house.hub.secrets[0]]]);
    expect(statSync(house.state).mode & 0o777).toBe(0o600);

    expect(await program.stop()).toBe(0);
    await house.hub.nextPublished(status('offline'));
    for (const secret of house.hub.secrets) expect(program.output).not.toContain(secret);
  });

  test('is done once: started again, it connects and asks nobody', async () => {
    const first = house.run();
    await first.next('connected');
    await first.stop();
    await house.run().next('connected');
    expect(house.hub.asked).toHaveLength(1);
    expect(house.hub.logins).toHaveLength(2);
  });

  test('without a display says so, and shows no code; and asks again when an answer is lost', async () => {
    house.hub.onPoll = (times) => (times === 1 ? 'cut' : null);
    const program = house.run('--display=none');
    await program.next('allowed');
    expect(house.hub.asked).toMatchObject([{ display: 'none' }]);
    expect(program.output).not.toContain('"code"');
  });

  test('waits as long as it is told after too many requests', async () => {
    const at: number[] = [];
    house.hub.onAsk = (times) => {
      at.push(Date.now());
      return times === 1 ? { status: 429, headers: { 'retry-after': '1' } } : null;
    };
    const program = house.run();
    await program.next('refused', ({ reason, waitSeconds }) => reason === 'busy' && waitSeconds === 1);
    await program.next('allowed');
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(1000);
  });

  test('asks again at a closed door', async () => {
    house.hub.onAsk = (times) => (times <= 2 ? { status: 403, body: { state: 'closed' } } : null);
    const program = house.run();
    await program.next('refused', ({ reason }) => reason === 'closed');
    await program.next('allowed');
    expect(house.hub.asked).toHaveLength(3);
  });

  test('begins anew, with another nonce, when its request is over', async () => {
    house.hub.onPoll = (times) => (times === 1 ? { status: 410 } : null);
    const program = house.run();
    await program.next('refused', ({ reason }) => reason === 'gone');
    await program.next('allowed');
    expect(new Set(house.hub.asked.map(({ commitment }) => commitment)).size).toBe(2);
  });

  test.each([
    ['denied', 3],
    ['rejected', 6],
    ['key', 4],
  ])('ends and keeps nothing: %s', async (reason, exit) => {
    if (reason === 'denied') house.hub.onPoll = () => ({ status: 403, body: { state: 'denied' } });
    if (reason === 'rejected') house.hub.onAsk = () => ({ status: 400 });
    const serverKeyFingerprint = house.impostor.spki;
    if (reason === 'key') house.hub.changeAllowed = (allowed) => ({ ...allowed, trust: { ...allowed.trust, serverKeyFingerprint } });
    const program = house.run();
    await program.next('refused', (said) => said.reason === reason);
    expect(await program.exited).toBe(exit);
    expect(existsSync(house.state)).toBe(false);
    expect(house.hub.logins).toEqual([]);
  });

  test.each(['ask', 'poll'] as const)('ends, and tells nothing more, when another key answers after the first %s', async (when) => {
    const change = () => house.hub.showAtDoor(house.impostor);
    if (when === 'ask') {
      house.hub.onAsk = () => {
        change();
        return null;
      };
    } else {
      house.hub.onPoll = () => {
        change();
        return { status: 202, body: { state: 'pending', pollAfterSeconds: 1 } };
      };
    }
    const program = house.run();
    await program.next('refused', ({ reason }) => reason === 'key');
    expect(await program.exited).toBe(4);
    expect(house.hub.secrets).toHaveLength(when === 'ask' ? 1 : 2);
    expect(existsSync(house.state)).toBe(false);
  });
});

describe('what it keeps', () => {
  test.each(['{', '{}', '[]', '{"version":1,"deviceId":"greenhouse-7f3a"}'])('is not replaced when it cannot be read: %s', async (text) => {
    writeFileSync(house.state, text);
    expect(await house.run().exited).toBe(5);
    expect(readFileSync(house.state, 'utf8')).toBe(text);
    expect(house.hub.asked).toEqual([]);
  });

  test('is dropped by --forget', async () => {
    writeFileSync(house.state, '{');
    expect(await house.run('--forget').exited).toBe(0);
    expect(existsSync(house.state)).toBe(false);
  });

  test('belongs to one device id', async () => {
    const first = house.run();
    await first.next('connected');
    await first.stop();
    expect(await house.run('--device-id=another').exited).toBe(5);
  });
});

test('wrong arguments end it', async () => {
  const wrong = ['--hub=a:b:c', '--hub=localhost:0', '--device-id=a b', '--display=maybe', '--interval=never', '--unknown'];
  const programs = wrong.map((argument) => new Program([argument]));
  expect(await Promise.all(programs.map(({ exited }) => exited))).toEqual(wrong.map(() => 2));
  for (const { output } of programs) expect(output).toContain('--help');
});
