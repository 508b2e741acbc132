import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { houseForTests } from './house.ts';
import { makeIdentity, makeServer } from './keys.ts';

const house = houseForTests();

async function announce(packet: Uint8Array): Promise<void> {
  const socket = createSocket('udp4');
  await new Promise((resolve) => socket.send(packet, house.announcePort, '127.0.0.1', resolve));
  socket.close();
}

describe('connecting', () => {
  test('tells its password to no server that another authority vouches for', async () => {
    await house.runPaired((allowed) => ({ ...allowed, trust: { ...allowed.trust, ca: house.impostor.ca } })).next('disconnected');
    expect(house.hub.logins).toEqual([]);
  });

  test('tells its password to no other key at a bare address, whatever its certificate says', async () => {
    const other = makeServer(house.folder, 'other');
    await house.hub.listen({ ...other });
    await house
      .runPaired((allowed) => ({
        ...allowed,
        mqtt: { ...allowed.mqtt, host: '127.0.0.1' },
        trust: { ...allowed.trust, ca: other.ca },
      }))
      .next('disconnected');
    expect(house.hub.logins).toEqual([]);
  });

  test('reaches the hub by a bare address', async () => {
    await house.runPaired((allowed) => ({ ...allowed, mqtt: { ...allowed.mqtt, host: '127.0.0.1' } })).next('connected');
  });

  test('comes back, and loses no reading', async () => {
    const program = house.runPaired(undefined, '--stdin');
    await program.next('connected');
    await house.hub.listen(house.server);
    const kept = JSON.parse(readFileSync(house.state, 'utf8'));
    house.hub.closeFirst();
    await program.next('disconnected');
    program.write('lux 5\nnot a reading at all#\nlux 7\n');
    await announce(house.hub.identity.announce({ seq: kept.lastSeq + 1, addr: ['127.0.0.1'], mqtts: house.hub.mqttPort }));
    await program.next('connected');
    program.closeInput();
    expect(await program.exited).toBe(0);
    const lux = house.hub.published.filter(({ topic }) => topic === 'porchlight/greenhouse-7f3a/lux');
    expect(lux.map(({ payload }) => payload)).toEqual(['5', '7']);
  });
});

describe('announcements', () => {
  const at = (seq: number, port = house.hub.mqttPort) => ({ seq, addr: ['127.0.0.1'], mqtts: port });

  test('lead to the new place, and are counted over restarts', async () => {
    const program = house.runPaired();
    await program.next('connected');
    await house.hub.listen(house.server);
    house.hub.closeFirst();
    await program.next('disconnected');
    await announce(house.hub.identity.announce(at(7)));
    await program.next('announcement', ({ outcome, seq }) => outcome === 'follow' && seq === 7);
    await program.next('moved', ({ tlsPort }) => tlsPort === house.hub.mqttPort);
    await program.next('connected', ({ port }) => port === house.hub.mqttPort);
    await program.stop();

    const again = house.run();
    await again.next('connected', ({ port }) => port === house.hub.mqttPort);
    await announce(house.hub.identity.announce(at(7, 9)));
    await again.next('announcement', ({ outcome, reason }) => outcome === 'ignore' && reason === 'old');
  });

  test('of the same place end the wait for the next try', async () => {
    const port = await freePort();
    const program = house.runPaired((allowed) => ({ ...allowed, mqtt: { ...allowed.mqtt, tlsPort: port } }));
    // From the third failure on a wait takes 2 s at the least.
    for (let failures = 0; failures < 2; failures++) await program.next('disconnected');
    const { retryInSeconds } = await program.next('disconnected');
    await house.hub.listen(house.server, port);
    const before = Date.now();
    await announce(house.hub.identity.announce(at(1, port)));
    await program.next('connected');
    expect(Date.now() - before).toBeLessThan(Number(retryInSeconds) * 1000);
  });

  test('that are forged, old or of another hub lead nowhere', async () => {
    const program = house.runPaired();
    await program.next('connected');
    house.hub.closeFirst();
    await house.hub.listen(house.impostor);
    await program.next('disconnected');
    const good = house.hub.identity.announce(at(8));
    const forged = Buffer.from(good);
    forged[forged.length - 10] = forged[forged.length - 10] === 65 ? 66 : 65;
    await announce(forged);
    await program.next('announcement', ({ reason }) => reason === 'signature');
    await announce(makeIdentity().announce(at(9)));
    await program.next('announcement', ({ reason }) => reason === 'hub');
    await announce(Buffer.from('emonpi.local'));
    await program.next('announcement', ({ reason }) => reason === 'form');
    expect(program.said.filter(({ event }) => event === 'moved')).toEqual([]);
    expect(JSON.parse(readFileSync(house.state, 'utf8')).lastSeq).toBe(0);
  });

  test('lead to no server with another key, though the announcement is good', async () => {
    const program = house.runPaired();
    await program.next('connected');
    house.hub.closeFirst();
    await house.hub.listen(house.impostor);
    await program.next('disconnected');
    const before = house.hub.logins.length;
    await announce(house.hub.identity.announce(at(8)));
    await program.next('moved');
    await program.next('disconnected');
    expect(house.hub.logins).toHaveLength(before);
  });

  test('do not take it from a connection that still answers', async () => {
    const program = house.runPaired();
    await program.next('connected');
    await house.hub.listen(house.server);
    await announce(house.hub.identity.announce(at(3)));
    await program.next('announcement', ({ outcome }) => outcome === 'follow');
    await house.hub.nextPublished(({ topic }) => topic.endsWith('/temperature'));
    expect(await program.stop()).toBe(0);
    expect(program.output).not.toMatch(/"moved"|"disconnected"/);
  });
});
