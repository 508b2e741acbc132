import { METHODS } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Happening } from '../../../electron/hub/activity/report.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import type { LocalAddress } from '../../../electron/hub/network/addresses.ts';
import { EmonEspDoor } from '../../../electron/hub/pairing/emonesp/door.ts';

const PATH = '/emoncms/device/auth/request.json';
const LOOPBACK: LocalAddress = {
  interface: 'lo',
  address: '127.0.0.1',
  netmask: '255.0.0.0',
  broadcast: '127.255.255.255',
  loopback: true,
};

let door: EmonEspDoor;
let port: number;
let own: LocalAddress[];
let happenings: Happening[];
let calls: { address: string; keepsConnection: boolean }[];
let answer: () => string;

beforeEach(async () => {
  own = [LOOPBACK];
  happenings = [];
  calls = [];
  answer = () => 'request registered';
  door = new EmonEspDoor({
    addresses: () => own,
    report: (happening) => happenings.push(happening),
    answer: (address, keepsConnection) => {
      calls.push({ address, keepsConnection });
      return answer();
    },
  });
  port = await door.start('127.0.0.1', 0);
});
afterEach(() => door.stop());

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
  all: string;
}

/** Sends bytes and returns all that comes back until the connection ends or is quiet. */
function send(bytes: string | Buffer, options: { from?: string; host?: string; quietMs?: number } = {}): Promise<Answer> {
  const { from = '127.0.0.2', host = '127.0.0.1', quietMs = 300 } = options;
  return new Promise((resolve) => {
    const socket = connect({ host, port, ...(host === '::1' ? {} : { localAddress: from }) }, () => socket.write(bytes));
    let all = '';
    const done = () => {
      socket.destroy();
      const [head = '', ...rest] = all.split('\r\n\r\n');
      const [first = '', ...lines] = head.split('\r\n');
      const headers = Object.fromEntries(lines.map((line) => [line.split(': ', 1)[0]?.toLowerCase(), line.slice(line.indexOf(': ') + 2)]));
      resolve({ status: Number(first.split(' ')[1] ?? 0), headers, body: rest.join('\r\n\r\n'), all });
    };
    socket.setTimeout(quietMs, done);
    socket.on('data', (chunk) => {
      all += chunk;
    });
    socket.on('error', () => {});
    socket.on('close', done);
  });
}
const get = (path = PATH, more = 'Host: x\r\n', version = '1.1') => send(`GET ${path} HTTP/${version}\r\n${more}\r\n`);

test('the answer is exactly what the firmware can read', async () => {
  const { status, headers, body } = await get();
  expect(status).toBe(200);
  expect(body).toBe('request registered');
  expect(headers['content-type']).toBe('text/plain');
  expect(headers['content-length']).toBe('18');
  expect(headers['cache-control']).toBe('no-store');
  expect(headers['transfer-encoding']).toBeUndefined();
  expect(headers['content-encoding']).toBeUndefined();
});

test('a credential is sent as it is', async () => {
  answer = () => 'u:p:emon';
  expect((await get()).body).toBe('u:p:emon');
});

test('the path of 2017, queries, any host, no host, an absolute URL, HTTP/1.0', async () => {
  expect((await get('/emoncms/device/mqttauth.json')).status).toBe(200);
  expect((await get(`${PATH}?a=1:2:3`)).status).toBe(200);
  expect((await get(PATH, 'Host: emonpi.local\r\n')).status).toBe(200);
  expect((await get(PATH, '')).status).toBe(200);
  expect((await get(`http://192.168.1.10${PATH}`)).status).toBe(200);
  const old = await get(PATH, '', '1.0');
  expect(old).toMatchObject({ status: 200, body: 'request registered' });
  expect(old.headers['content-length']).toBe('18');
});

test.each([
  ['1.1', 'Connection: close\r\n', false],
  ['1.1', 'Connection: keep-alive\r\n', true],
  ['1.1', 'connection: Close\r\n', false],
  ['1.1', 'Connection: TE, close\r\n', false],
  ['1.1', '', true],
  ['1.0', '', false],
  ['1.0', 'Connection: keep-alive\r\n', true],
])('HTTP/%s with %j keeps its connection: %s', async (version, header, keeps) => {
  await get(PATH, `Host: x\r\n${header}`, version);
  expect(calls).toEqual([{ address: '127.0.0.2', keepsConnection: keeps }]);
});

test('forwarding headers are not believed', async () => {
  await get(PATH, 'Host: x\r\nX-Forwarded-For: 192.168.1.9\r\nForwarded: for=192.168.1.9\r\nX-Real-IP: 192.168.1.9\r\n');
  expect(calls[0]?.address).toBe('127.0.0.2');
});

test('an address outside the own subnets is refused, and the log says so', async () => {
  own = [{ ...LOOPBACK, address: '192.168.1.10', netmask: '255.255.255.0' }];
  expect(await get()).toMatchObject({ status: 403, body: 'not from this network' });
  expect(calls).toEqual([]);
  expect(happenings).toMatchObject([{ kind: 'refusal', address: '127.0.0.2', refusal: { cause: 'far-away' } }]);
});

test('IPv6 is refused, an IPv4-mapped address is IPv4', async () => {
  await door.stop();
  port = await door.start('::', 0);
  expect(await send(`GET ${PATH} HTTP/1.1\r\nHost: x\r\n\r\n`, { host: '::1' })).toMatchObject({ status: 403 });
  expect(happenings).toMatchObject([{ kind: 'refusal', address: '::1' }]);
  expect(await get()).toMatchObject({ status: 200 });
  expect(calls[0]?.address).toBe('127.0.0.2');
});

test('a fault of ours shows nothing and looks like no credential', async () => {
  answer = () => {
    throw new Error('a:b:c');
  };
  expect(await get()).toMatchObject({ status: 500, body: 'something went wrong' });
});

test('too many requests of one address are refused, others are not', async () => {
  const many = `GET ${PATH} HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(LIMITS.emonespRequestsPerMinutePerAddress + 1);
  const { all } = await send(many, { quietMs: 1_000 });
  expect(all).toContain('HTTP/1.1 429');
  expect(all).toContain('too many requests');
  expect(await send(`GET ${PATH} HTTP/1.1\r\nHost: x\r\n\r\n`, { from: '127.0.0.3' })).toMatchObject({ status: 200 });
});

const COLONS = /:/;
const strange: [string, string | Buffer][] = [
  ['another path', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['a path below', `GET ${PATH}/ HTTP/1.1\r\nHost: x\r\n\r\n`],
  ['a path with colons', 'GET /a:b:c:d HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['a broken escape', 'GET /%zz:%:1 HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['a broken escape on the path', `GET ${PATH}%zz HTTP/1.1\r\nHost: x\r\n\r\n`],
  ['a very long path', `GET /${'a'.repeat(5_000)} HTTP/1.1\r\nHost: x\r\n\r\n`],
  ['headers too long', `GET ${PATH} HTTP/1.1\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`],
  ['many headers', `GET ${PATH} HTTP/1.1\r\n${'X: a\r\n'.repeat(3_000)}\r\n`],
  ['a body too long', `POST ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n`],
  ['a GET with a body too long', `GET ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n`],
  ['a JSON body', `POST ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n{"a":`],
  ['an unknown type', `POST /x HTTP/1.1\r\nHost: x\r\nContent-Type: a:b:c\r\nContent-Length: 5\r\n\r\nhello`],
  ['a bad length', `GET ${PATH} HTTP/1.1\r\nContent-Length: x\r\n\r\n`],
  ['two lengths', `GET ${PATH} HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n`],
  ['bad chunks', `POST ${PATH} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`],
  ['length and chunks', `POST ${PATH} HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
  ['an unknown method', `FOO ${PATH} HTTP/1.1\r\nHost: x\r\n\r\n`],
  ['an unknown version', `GET ${PATH} HTTP/3.7\r\nHost: x\r\n\r\n`],
  ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['an upgrade', `GET ${PATH} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`],
  ['an expectation', `GET ${PATH} HTTP/1.1\r\nHost: x\r\nExpect: a:b:c\r\n\r\n`],
  ['a header without a colon', `GET ${PATH} HTTP/1.1\r\nHost\r\n\r\n`],
  ['zeros', Buffer.alloc(100)],
  ['TLS', Buffer.from('16030100c4010000c00303', 'hex')],
  ['MQTT', Buffer.from('101000044d51545404c2000f0000000000', 'hex')],
  ['text', 'hello:my:friend\r\n\r\n'],
];

test.each(strange)('%s is answered without a colon', async (_what, bytes) => {
  const { body, status } = await send(bytes);
  expect(body).not.toMatch(COLONS);
  if (status !== 200) expect(body).not.toBe('request registered');
});

test.each(METHODS.filter((method) => method !== 'GET' && method !== 'CONNECT'))('%s is refused', async (method) => {
  const { body, status, headers } = await send(`${method} ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n`);
  expect(status).toBe(405);
  expect(headers['content-type']).toBe('text/plain');
  expect(body).not.toMatch(COLONS);
  expect(calls).toEqual([]);
});

test('whatever comes, no answer holds two or three colons (500 mutations of a poll)', { timeout: 60_000 }, async () => {
  let seed = 42;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  const good = Buffer.from(`GET ${PATH}?q HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc`);
  const mutate = () => {
    const bytes = [...good];
    for (let change = random(4); change >= 0; change--) {
      const at = random(bytes.length);
      const kind = random(3);
      if (kind === 0) bytes[at] = random(256);
      else if (kind === 1) bytes.splice(at, random(8));
      else bytes.splice(at, 0, ...Array.from({ length: random(8) }, () => (random(2) ? 58 : random(256))));
    }
    return Buffer.from(bytes);
  };
  const seen = new Set<number>();
  for (let round = 0; round < 100; round++) {
    // A fresh source each time, so that the rate limit does not hide the rest.
    const batch = Array.from({ length: 5 }, (_, index) => send(mutate(), { from: `127.0.${round + 1}.${index + 1}`, quietMs: 50 }));
    for (const { body, status } of await Promise.all(batch)) {
      seen.add(status);
      expect(body.split(':').length - 1, JSON.stringify(body)).toBe(0);
    }
  }
  expect(seen.size).toBeGreaterThan(2);
});

test('who sends nothing, or only half, is cut off without a colon', { timeout: 15_000 }, async () => {
  const limit = LIMITS.emonespRequestTimeoutMs + 3_000;
  const start = Date.now();
  const [silent, half] = await Promise.all([send('', { quietMs: limit }), send(`GET ${PATH} HTTP/1.1\r\nHo`, { quietMs: limit })]);
  expect(Date.now() - start).toBeLessThan(limit);
  expect(silent.body).not.toMatch(COLONS);
  expect(half).toMatchObject({ status: 408, body: 'too slow' });
});

test('one address holds a few connections, and others still get in', async () => {
  const held = Array.from({ length: LIMITS.emonespConnectionsPerAddress }, () =>
    connect({ host: '127.0.0.1', port, localAddress: '127.0.0.9' }),
  );
  await Promise.all(held.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
  const poll = `GET ${PATH} HTTP/1.1\r\nHost: x\r\n\r\n`;
  expect((await send(poll, { from: '127.0.0.9' })).all).toBe('');
  expect(await send(poll)).toMatchObject({ status: 200 });
  for (const socket of held) socket.destroy();
});

test('a port that is taken is told by its code, and the door can be tried again', async () => {
  const second = new EmonEspDoor({ addresses: () => own, report: () => {}, answer: () => '' });
  await expect(second.start('127.0.0.1', port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  const wanted = port;
  await door.stop();
  expect(await second.start('127.0.0.1', wanted)).toBe(wanted);
  await second.stop();
});

test('stop ends open connections at once', async () => {
  const socket = connect({ host: '127.0.0.1', port });
  await new Promise((resolve) => socket.once('connect', resolve));
  const start = Date.now();
  await door.stop();
  expect(Date.now() - start).toBeLessThan(1_000);
  socket.destroy();
});
