import type { Answer } from 'dns-packet';
import { test as base, describe, expect } from 'vitest';
import type { SeenService } from '../../../../electron/hub/discovery/mdns/mdns.ts';
import { bindUdp, freeUdpPort, machine, makeMdns, PORCHLIGHT, type Running, until } from './loopback.ts';
import { type Heard, type Neighbour, neighbour } from './neighbour.ts';

const HUB = '127.0.0.2';
const OTHER = '127.0.0.3';
const INSTANCE = 'Porchlight._porchlight._tcp.local';

/** A network of this test's own: another port than all others. */
interface Lan {
  port: number;
  start(address?: string, more?: Parameters<typeof makeMdns>[2]): Promise<Running>;
  meet(address?: string, sourcePort?: number): Promise<Neighbour>;
}

const test = base.extend<{ lan: Lan }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of the fixtures from it
  lan: async ({}, use) => {
    const port = await freeUdpPort();
    const running: Running[] = [];
    const neighbours: Neighbour[] = [];
    await use({
      port,
      start: async (address = HUB, more = {}) => {
        const made = makeMdns(port, address, more);
        running.push(made);
        await made.mdns.start();
        return made;
      },
      meet: async (address = OTHER, sourcePort = port) => {
        const made = await neighbour(port, address, sourcePort);
        neighbours.push(made);
        return made;
      },
    });
    await Promise.all(running.map(({ mdns }) => mdns.stop()));
    for (const each of neighbours) each.close();
  },
});

const answersIn = (heard: Heard[]): Answer[] => heard.flatMap(({ packet }) => (packet.type === 'response' ? (packet.answers ?? []) : []));
const find = (heard: Heard[], type: string, name: string) =>
  answersIn(heard).filter((record) => record.type === type && record.name === name);
const announced = (other: Neighbour) => until(() => find(other.heard, 'A', 'porchlight.local')[0]);

describe.concurrent('mDNS on a network', () => {
  test('probes three times, announces twice, answers, and says goodbye', async ({ lan }) => {
    const other = await lan.meet();
    const { mdns, faults } = await lan.start();
    await until(() => (find(other.heard, 'A', 'porchlight.local').length === 2 ? true : undefined));
    // A socket that had to be opened again asks once more afterwards.
    const before = other.heard.slice(
      0,
      other.heard.findIndex(({ packet }) => packet.type === 'response'),
    );
    const probes = before.filter(({ packet }) => packet.questions?.some(({ name }) => name === 'porchlight.local'));
    expect(probes.map(({ packet }) => packet.authorities?.map((record) => 'data' in record && record.data))).toEqual([[HUB], [HUB], [HUB]]);
    expect(find(other.heard, 'A', 'porchlight.local')[0]).toMatchObject({ data: HUB, ttl: 120, flush: true });
    expect(find(other.heard, 'PTR', '_porchlight._tcp.local')[0]).toMatchObject({ data: INSTANCE, flush: false, ttl: 4_500 });
    expect(find(other.heard, 'PTR', '_services._dns-sd._udp.local')[0]).toMatchObject({ data: '_porchlight._tcp.local' });
    expect(find(other.heard, 'SRV', INSTANCE)[0]).toMatchObject({ data: { port: 8443, target: 'porchlight.local' } });
    expect((find(other.heard, 'TXT', INSTANCE)[0] as { data: Buffer[] }).data.map(String)).toEqual(['v=1', 'id=hub']);
    expect(other.heard.every(({ from, port: source }) => from === HUB && source === lan.port)).toBe(true);

    other.heard.length = 0;
    await mdns.stop();
    await until(() => find(other.heard, 'PTR', '_porchlight._tcp.local')[0]);
    expect(answersIn(other.heard).every((record) => 'ttl' in record && record.ttl === 0)).toBe(true);
    expect(new Set(answersIn(other.heard).map(({ type }) => type))).toEqual(new Set(['A', 'PTR', 'SRV', 'TXT']));
    expect(faults).toEqual([]);
  });

  test('who has the names keeps them, and who comes later takes others and is told', async ({ lan }) => {
    const other = await lan.meet();
    const first = await lan.start();
    await announced(other);
    const second = await lan.start(OTHER, { services: () => [{ ...PORCHLIGHT, port: 9443 }] });
    await until(() => find(other.heard, 'SRV', 'Porchlight (2)._porchlight._tcp.local')[0] ?? (second.renames.length >= 2 || undefined));
    expect([first.mdns.hostName, first.mdns.serviceName]).toEqual(['porchlight.local', 'Porchlight']);
    expect([second.mdns.hostName, second.mdns.serviceName]).toEqual(['porchlight-7f3a.local', 'Porchlight (2)']);
    expect(second.claims).toContainEqual({ what: 'host', name: 'porchlight.local', address: HUB });
    expect(second.claims).toContainEqual({ what: 'service', name: INSTANCE, address: HUB });
    expect(first.renames).toEqual([]);
  });

  test('another responder on this machine is no rival', async ({ lan }) => {
    const other = await lan.meet(HUB);
    const hub = await lan.start();
    const witness = await lan.meet();
    const claim = { type: 'A', name: 'porchlight.local', ttl: 120, flush: true, data: '10.9.9.9' } as const;
    const end = Date.now() + 5_000;
    while (find(witness.heard, 'A', 'porchlight.local').every((record) => 'data' in record && record.data !== HUB) && Date.now() < end) {
      other.say({ type: 'response', answers: [claim] });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(hub.claims).toEqual([]);
    expect(hub.mdns.hostName).toBe('porchlight.local');
  });

  test('a name that somebody else uses later is reported; it is given up only if they defend it', async ({ lan }) => {
    const other = await lan.meet();
    const hub = await lan.start();
    await announced(other);
    const claim = { type: 'A', name: 'Porchlight.local', ttl: 120, flush: true, data: OTHER } as const;
    other.say({ type: 'response', answers: [{ ...claim, data: HUB }] });
    other.heard.length = 0;
    other.say({ type: 'response', answers: [claim] });
    const seen = await until(() => hub.claims[0]);
    expect(seen).toEqual({ what: 'host', name: 'Porchlight.local', address: OTHER });
    await announced(other);
    expect(hub.mdns.hostName).toBe('porchlight.local');
    expect(other.heard.filter(({ packet }) => (packet.authorities?.length ?? 0) > 0)).toHaveLength(3);
    expect(hub.claims).toHaveLength(1);
  });

  test('services come and go with what is offered', async ({ lan }) => {
    const other = await lan.meet();
    let offers = [PORCHLIGHT];
    const { mdns } = await lan.start(HUB, { services: () => offers });
    await announced(other);
    offers = [PORCHLIGHT, { type: '_mqtt._tcp', port: 1883, txt: {} }];
    mdns.refresh();
    expect((await until(() => find(other.heard, 'TXT', 'Porchlight._mqtt._tcp.local')[0])) as { data: Buffer[] }).toMatchObject({
      data: [Buffer.alloc(0)],
    });
    offers = [PORCHLIGHT];
    other.heard.length = 0;
    mdns.refresh();
    await until(() => find(other.heard, 'PTR', '_mqtt._tcp.local')[0]);
    const gone = answersIn(other.heard).filter((record) => 'ttl' in record && record.ttl === 0);
    expect(gone.map(({ type, name }) => `${type} ${name}`).sort()).toEqual([
      'PTR _mqtt._tcp.local',
      'SRV Porchlight._mqtt._tcp.local',
      'TXT Porchlight._mqtt._tcp.local',
    ]);
  });

  test('a plain DNS client is answered alone, with its id and question and short times', async ({ lan }) => {
    const other = await lan.meet();
    await lan.start();
    await announced(other);
    const plain = await lan.meet('127.0.0.4', await freeUdpPort());
    plain.say({ type: 'query', id: 77, questions: [{ name: 'PORCHLIGHT.local', type: 'A' }] });
    const { packet } = await until(() => plain.direct[0]);
    expect(packet).toMatchObject({ id: 77, questions: [{ name: 'PORCHLIGHT.local', type: 'A' }] });
    expect(packet.answers?.[0]).toMatchObject({ type: 'A', data: HUB, flush: false, ttl: 10 });
  });

  test('browsing finds a service, follows its changes and its goodbye', async ({ lan }) => {
    const other = await lan.meet();
    const { mdns } = await lan.start();
    const seen: SeenService[] = [];
    const gone: string[] = [];
    const browse = mdns.browse(['_wled._tcp'], { seen: (service) => seen.push(service), gone: ({ instance }) => gone.push(instance) });
    await until(() => other.heard.find(({ packet }) => packet.questions?.some(({ name }) => name === '_wled._tcp.local')));
    const pointer = { type: 'PTR', name: '_wled._tcp.local', ttl: 4_500, data: 'Lamp v1.2._wled._tcp.local' } as const;
    const service = {
      type: 'SRV',
      name: 'lamp._WLED._tcp.local',
      ttl: 120,
      flush: true,
      data: { port: 80, target: 'lamp.local' },
    } as const;
    const named = { ...pointer, data: 'lamp._wled._tcp.local' };
    other.say({ type: 'response', answers: [named] });
    await until(() => other.heard.find(({ packet }) => packet.questions?.some(({ type }) => type === 'SRV')));
    other.say({ type: 'response', answers: [service, { type: 'TXT', name: service.name, ttl: 120, data: ['MAC=a1', 'mac=b2', 'x'] }] });
    await until(() =>
      other.heard.find(({ packet }) => packet.questions?.some(({ type, name }) => type === 'AAAA' && name === 'lamp.local')),
    );
    other.say({ type: 'response', answers: [{ type: 'A', name: 'lamp.local', ttl: 120, flush: true, data: '127.0.0.9' }] });
    await until(() => seen[0]);
    const lamp = {
      type: '_wled._tcp',
      instance: 'lamp',
      host: 'lamp.local',
      port: 80,
      txt: { mac: 'a1', x: '' },
      addresses: ['127.0.0.9'],
      from: OTHER,
    };
    expect(seen).toEqual([lamp]);
    other.say({ type: 'response', answers: [{ ...service, data: { port: 81, target: 'lamp.local' } }] });
    await until(() => seen[1]);
    expect(seen[1]).toEqual({ ...lamp, port: 81 });
    other.say({ type: 'response', answers: [{ ...named, ttl: 0 }] });
    await until(() => gone[0]);
    browse.stop();
  });

  test('a question brings all answers, the own ones marked', async ({ lan }) => {
    const other = await lan.meet();
    const { mdns } = await lan.start();
    await announced(other);
    const asked = mdns.ask('porchlight.local', 'A', 2_500);
    await until(() => other.heard.find(({ packet }) => packet.questions?.some(({ type }) => type === 'A')));
    other.say({ type: 'response', answers: [{ type: 'A', name: 'porchlight.local', ttl: 120, data: '127.0.0.66' }] });
    expect(await asked).toEqual(
      expect.arrayContaining([
        { from: HUB, own: true, data: HUB },
        { from: OTHER, own: false, data: '127.0.0.66' },
      ]),
    );
  });

  test('a new address is announced with the names, and the old one is taken back', async ({ lan }) => {
    const other = await lan.meet();
    let addresses = [machine(HUB), { ...machine('127.0.0.8'), interface: 'lo' }];
    const { mdns } = await lan.start(HUB, { interfaces: () => addresses });
    await until(() => find(other.heard, 'A', 'porchlight.local').find((record) => 'data' in record && record.data === '127.0.0.8'));
    other.heard.length = 0;
    addresses = [machine(HUB)];
    mdns.refresh();
    const gone = await until(() => find(other.heard, 'A', 'porchlight.local')[0]);
    expect(gone).toMatchObject({ data: '127.0.0.8', ttl: 0, flush: false });
  });

  test('hears nothing from outside its links, and noise harms nothing', async ({ lan }) => {
    const outside = await lan.meet('127.0.0.5');
    const other = await lan.meet();
    const narrow = { ...machine(HUB), prefix: 30 };
    const hub = await lan.start(HUB, { interfaces: () => [narrow] });
    await announced(other);
    outside.say({ type: 'response', answers: [{ type: 'A', name: 'porchlight.local', ttl: 120, data: '127.0.0.5' }] });
    for (let size = 0; size < 50; size++) other.raw(Buffer.alloc(size, 0xc0));
    other.heard.length = 0;
    other.say({ type: 'query', questions: [{ name: 'porchlight.local', type: 'AAAA' }] });
    await until(() => find(other.heard, 'NSEC', 'porchlight.local')[0]);
    expect(hub.claims).toEqual([]);
  });

  test('a port that another program has to itself is told once, and taken as soon as it is free', async ({ lan }) => {
    const blocker = await bindUdp(lan.port, '0.0.0.0', false);
    const hub = await lan.start();
    const text = `Devices cannot find Porchlight by name: another program has UDP port ${lan.port} to itself (EADDRINUSE).`;
    expect(hub.faults).toEqual([text]);
    await new Promise<void>((resolve) => blocker.close(() => resolve()));
    const other = await lan.meet();
    await announced(other);
    expect(hub.faults).toEqual([text]);
  });

  test('waking up takes the names and looks for services anew', async ({ lan }) => {
    const other = await lan.meet();
    const hub = await lan.start();
    hub.mdns.browse(['_wled._tcp'], { seen: () => {}, gone: () => {} });
    await announced(other);
    await until(() => (find(other.heard, 'A', 'porchlight.local').length === 2 ? true : undefined));
    other.heard.length = 0;
    hub.mdns.resume();
    await announced(other);
    const asked = other.heard.flatMap(({ packet }) => packet.questions ?? []).map(({ name, type }) => `${type} ${name}`);
    expect(asked).toContain('PTR _wled._tcp.local');
    expect(asked.filter((text) => text === 'ANY porchlight.local')).toHaveLength(3);
  });
});
