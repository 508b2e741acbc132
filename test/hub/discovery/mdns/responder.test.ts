import { decode, encode, type Packet as WirePacket } from 'dns-packet';
import { beforeEach, expect, test } from 'vitest';
import { linksOf, type Path, pathsOf } from '../../../../electron/hub/discovery/mdns/links.ts';
import { readPacket } from '../../../../electron/hub/discovery/mdns/packets.ts';
import { hostRecords, serviceRecords } from '../../../../electron/hub/discovery/mdns/records.ts';
import { Responder } from '../../../../electron/hub/discovery/mdns/responder.ts';
import type { Target } from '../../../../electron/hub/discovery/mdns/sockets.ts';
import { ManualClock } from '../../manual-clock.ts';

const NEIGHBOUR = { address: '10.0.0.2', port: 5353 };
const HOST = 'porchlight.local';
const TYPE = '_porchlight._tcp.local';
const INSTANCE = 'Porchlight._porchlight._tcp.local';
const [path] = linksOf([{ interface: 'eth0', family: 4, address: '10.0.0.1', prefix: 24, scopeId: 0, loopback: false }]).flatMap(
  pathsOf,
) as [Path];
const own = [
  ...hostRecords(path.link, HOST),
  ...serviceRecords({ type: '_porchlight._tcp', port: 8443, txt: {} }, { host: HOST, instance: 'Porchlight' }),
];

let clock: ManualClock;
let sent: { packet: ReturnType<typeof decode>; to: Target | undefined }[];
let responder: Responder;
beforeEach(() => {
  clock = new ManualClock();
  sent = [];
  responder = new Responder({
    clock,
    random: () => new Uint8Array([0x80, 0]),
    port: 5353,
    records: () => own,
    send: (_, data, to) => sent.push({ packet: decode(data), to }),
  });
});

function ask(packet: WirePacket, target = NEIGHBOUR, change: (bytes: Buffer) => void = () => {}): void {
  const bytes = encode({ type: 'query', ...packet });
  change(bytes);
  const read = readPacket(bytes);
  if (!read) throw new Error('the test asks nonsense');
  responder.hear(path, read, target);
}
/** Sets the highest bit of the class of the only question: the answer shall be for the asker alone. */
const direct = (bytes: Buffer) => bytes.writeUInt8(0x80, bytes.length - 2);
const shown = () =>
  sent.map(
    ({ packet, to }) =>
      `${to ? 'one' : 'all'}: ${packet.answers?.map(({ type }) => type)} + ${packet.additionals?.map(({ type }) => type)}`,
  );

test('what is ours alone is answered at once, what others may have too after a moment, with all that is asked next', () => {
  ask({ questions: [{ type: 'A', name: 'PORCHLIGHT.local' }] });
  expect(shown()).toEqual(['all: A + NSEC']);
  ask({ questions: [{ type: 'PTR', name: TYPE }] });
  clock.advance(69);
  expect(sent).toHaveLength(1);
  clock.advance(1);
  expect(shown()[1]).toBe('all: PTR + A,NSEC,SRV,TXT,NSEC');
});

test('that there is no such record is an answer, and what is not ours is none', () => {
  ask({
    questions: [
      { type: 'AAAA', name: HOST },
      { type: 'A', name: 'lamp.local' },
    ],
  });
  expect(shown()).toEqual(['all: NSEC + ']);
});

test('nothing is said twice in a second', () => {
  for (let count = 0; count < 50; count++) {
    ask({ questions: [{ type: 'SRV', name: INSTANCE }] });
    clock.advance(10);
  }
  expect(sent).toHaveLength(1);
  clock.advance(600);
  ask({ questions: [{ type: 'SRV', name: INSTANCE }] });
  expect(sent).toHaveLength(2);
});

test('what the asker knows well enough is not told again', () => {
  const known = { type: 'PTR', name: TYPE, data: INSTANCE } as const;
  ask({ questions: [{ type: 'PTR', name: TYPE }], answers: [{ ...known, ttl: 2_250 }] });
  clock.advance(200);
  expect(sent).toEqual([]);
  ask({ questions: [{ type: 'PTR', name: TYPE }], answers: [{ ...known, ttl: 2_000 }] });
  clock.advance(200);
  expect(sent).toHaveLength(1);
});

test('known answers that come in a second packet count', () => {
  ask({ flags: 1 << 9, questions: [{ type: 'PTR', name: TYPE }] });
  clock.advance(100);
  ask({ answers: [{ type: 'PTR', name: TYPE, data: INSTANCE, ttl: 4_500 }] });
  clock.advance(1_000);
  expect(sent).toEqual([]);
});

test('who wants it alone gets it alone, if all others heard it lately', () => {
  ask({ questions: [{ type: 'A', name: HOST }] }, NEIGHBOUR, direct);
  expect(shown()).toEqual(['all: A + NSEC']);
  ask({ questions: [{ type: 'A', name: HOST }] }, NEIGHBOUR, direct);
  expect(shown()[1]).toBe('one: A + NSEC');
  expect(sent[1]?.to).toEqual(NEIGHBOUR);
  clock.advance(31_000);
  ask({ questions: [{ type: 'A', name: HOST }] }, NEIGHBOUR, direct);
  expect(shown()[2]).toBe('all: A + NSEC');
});

test('a name is defended at once, more often than other things are said', () => {
  const probe = {
    questions: [{ type: 'A', name: HOST }],
    authorities: [{ type: 'A', name: HOST, ttl: 120, data: '10.0.0.2' }],
  } as WirePacket;
  ask({ questions: [{ type: 'A', name: HOST }] });
  clock.advance(260);
  ask(probe, NEIGHBOUR, () => {});
  clock.advance(100);
  ask(probe);
  expect(shown()).toEqual(['all: A + NSEC', 'all: A + NSEC']);
});

test('what somebody takes back in our name is said again', () => {
  responder.rescue(path, [{ type: 'PTR', name: TYPE, ttl: 0, flush: false, data: INSTANCE }]);
  responder.rescue(path, [{ type: 'A', name: HOST, ttl: 0, flush: true, data: '10.6.6.6' }]);
  expect(sent.map(({ packet }) => packet.answers)).toMatchObject([[{ type: 'PTR', ttl: 4_500 }]]);
});

test('a plain client gets one packet, whatever it asks', () => {
  ask(
    {
      id: 9,
      questions: [
        { type: 'PTR', name: TYPE },
        { type: 'A', name: HOST },
      ],
    },
    { ...NEIGHBOUR, port: 40_000 },
  );
  expect(shown()).toEqual(['one: PTR,A + NSEC,SRV,TXT,NSEC']);
  expect(sent[0]?.packet).toMatchObject({ id: 9, questions: [{ name: TYPE }, { name: HOST }] });
  ask({ questions: [{ type: 'A', name: 'lamp.local' }] }, { ...NEIGHBOUR, port: 40_000 });
  expect(sent).toHaveLength(1);
});
