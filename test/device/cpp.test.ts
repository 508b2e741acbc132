import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeServer, type Server } from './keys.ts';
import { folder, vectors } from './vectors.ts';

// The protocol part of the Arduino sketch, on this computer, against the same vectors as the reference device.

const FUZZ_MS = 2000;
const sketch = join(folder, 'arduino/PorchlightDevice');
const strict = ['-std=c++11', '-Wall', '-Wextra', '-Werror', '-O1', '-g'];
const sanitizers = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all'];
const hasCompiler = spawnSync('g++', ['--version']).status === 0;

let work: string;
let program: string;
let server: Server;

const hex = (text: string) => (text === '' ? '-' : Buffer.from(text).toString('hex'));
const raw = (base64url: string) => Buffer.from(base64url, 'base64url').toString('hex');

function run(lines: string[], ...args: string[]): unknown[] {
  const input = lines.map((line) => `${line}\n`).join('');
  const { status, stdout, stderr } = spawnSync(program, args, { input, encoding: 'utf8', maxBuffer: 1 << 26 });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);
}

function compile(...more: string[]) {
  const parts = readdirSync(sketch).filter((name) => /^porchlight_\w+\.cpp$/.test(name));
  const sources = [join(import.meta.dirname, 'cpp/main.cpp'), ...parts.map((name) => join(sketch, name))];
  return spawnSync('g++', [...strict, ...more, `-I${sketch}`, ...sources, '-lcrypto', '-o', program], { encoding: 'utf8' });
}

/** All that a server sends to a hello before it waits for an answer. */
async function serverHello(hello: Buffer, options: object): Promise<Buffer> {
  const listener = createServer({ cert: server.cert, key: server.key, ...options }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  listener.on('tlsClientError', () => {});
  const socket = connect((listener.address() as AddressInfo).port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => {
    chunks.push(chunk);
    if (run([`key ${Buffer.concat(chunks).toString('hex')}`])[0] !== 'more') socket.end();
  });
  socket.write(hello);
  await once(socket, 'close');
  listener.close();
  return Buffer.concat(chunks);
}

describe.runIf(hasCompiler)('the protocol part of the sketch', () => {
  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), 'porchlight-cpp-'));
    program = join(work, 'protocol');
    server = makeServer(work, 'hub');
    // A system may have the compiler and not the sanitizers.
    if (compile(...sanitizers).status !== 0) expect(compile()).toMatchObject({ status: 0, stderr: '' });
  }, 120_000);
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  test('computes codes', () => {
    const lines = vectors.codes.map(({ spki, deviceNonce, hubNonce }) => `code ${raw(spki)} ${raw(deviceNonce)} ${raw(hubNonce)}`);
    expect(run(lines)).toEqual(vectors.codes.map(({ commitment, code, shown }) => ({ commitment, code, shown })));
  });

  test('computes hub ids', () => {
    expect(run(vectors.hubIds.map(({ publicKey }) => `hubId ${raw(publicKey)}`))).toEqual(vectors.hubIds.map(({ hubId }) => hubId));
  });

  test('reads announcements', () => {
    const lines = vectors.announcements.map(
      ({ text, pinned }) => `announcement ${hex(text)} ${hex(pinned?.hubId ?? '')} ${pinned?.lastSeq ?? 0}`,
    );
    const read = run(lines).map((outcome, index) => ({ name: vectors.announcements[index]?.name, outcome }));
    expect(read).toEqual(vectors.announcements.map(({ name, expect: outcome }) => ({ name, outcome })));
  });

  test('reads answers', () => {
    const lines = vectors.answers.map(({ step, status, retryAfter, body, seen }) =>
      ['answer', step, status, hex(retryAfter ?? ''), hex(body), hex(seen.deviceId), raw(seen.spki), hex(seen.hubId)].join(' '),
    );
    const read = run(lines).map((answer, index) => ({ name: vectors.answers[index]?.name, answer }));
    expect(read).toEqual(vectors.answers.map(({ name, expect: answer }) => ({ name, answer })));
  });

  test('learns the key of a server from its first words', async () => {
    const [hello] = run([`hello ${randomBytes(32).toString('hex')}`]);
    const received = await serverHello(Buffer.from(String(hello), 'hex'), {});
    expect(run([`key ${received.toString('hex')}`])).toEqual([server.spki]);
    const cut = [0, 1, 4, 5, 60, received.length - 200].map((length) => `key ${received.subarray(0, length).toString('hex') || '-'}`);
    expect(run(cut).slice(0, 5)).toEqual(cut.slice(0, 5).map(() => 'more'));
    expect(run([`key ${Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n').toString('hex')}`])).toEqual(['nothing']);
  });

  test('learns it also when the messages are spread over small records', async () => {
    const [hello] = run([`hello ${randomBytes(32).toString('hex')}`]);
    const received = await serverHello(Buffer.from(String(hello), 'hex'), {});
    const small: Buffer[] = [];
    for (let at = 0; at < received.length; ) {
      const size = received.readUInt16BE(at + 3);
      for (let from = at + 5; from < at + 5 + size; from += 7) {
        const piece = received.subarray(from, Math.min(from + 7, at + 5 + size));
        small.push(Buffer.from([22, 3, 3, 0, piece.length]), piece);
      }
      at += 5 + size;
    }
    expect(run([`key ${Buffer.concat(small).toString('hex')}`])).toEqual([server.spki]);
  });

  test('stays within its bounds, whatever it reads', async () => {
    const bodies = vectors.answers.filter(({ body }) => body.length < 4000).map(({ body }) => `body ${hex(body)}`);
    const claims = vectors.announcements.flatMap(({ text }) => {
      const [header, payload, signature] = text.split('.');
      return header && payload && signature ? [`claims ${raw(header)} ${raw(payload)}`] : [];
    });
    const [hello] = run([`hello ${randomBytes(32).toString('hex')}`]);
    const received = await serverHello(Buffer.from(String(hello), 'hex'), {});
    const [{ count } = { count: 0 }] = run(
      [...bodies, ...claims, `hello ${received.toString('hex')}`],
      'fuzz',
      '20260101',
      String(FUZZ_MS),
    ) as [{ count: number }];
    expect(count).toBeGreaterThan(1000);
  });
});
