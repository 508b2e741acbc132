#!/usr/bin/env node
// Starts Electron, or the package that PORCHLIGHT_APP names, inside the network namespace TEST_NAMESPACE. Playwright steers an
// Electron over ports that it reads from standard error; those are on the loopback of the namespace, so each is offered on this
// side's loopback too.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const namespace = process.env.TEST_NAMESPACE;
const inNamespace = (command, args, stdio) => spawn('ip', ['netns', 'exec', namespace, command, ...args], { stdio });
const packaged = process.env.PORCHLIGHT_APP;

async function offer(port) {
  const connect = `const s = require('net').connect(${port}, '127.0.0.1'); process.stdin.pipe(s).pipe(process.stdout); s.on('error', () => process.exit(1));`;
  const server = createServer((socket) => {
    const relay = inNamespace(process.execPath, ['-e', connect], ['pipe', 'pipe', 'ignore']);
    socket.pipe(relay.stdin).on('error', () => socket.destroy());
    relay.stdout.pipe(socket).on('error', () => relay.kill());
    socket.on('close', () => relay.kill());
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
}

// Holds the app back until Playwright is there to see its first window; given a program of ours, Playwright leaves it out.
const holdBack = fileURLToPath(new URL('../../../node_modules/playwright-core/lib/server/electron/loader.js', import.meta.url));

// A package takes no -r: it is held back by its debugger (hold-back.ts).
const [program, before] = packaged ? [packaged, []] : [createRequire(import.meta.url)('electron'), ['-r', holdBack]];

const child = inNamespace(program, [...before, ...process.argv.slice(2)], ['inherit', 'inherit', 'pipe']);
child.stderr.on('data', async (data) => {
  for (const [, port] of data.toString().matchAll(/listening on ws:\/\/127\.0\.0\.1:(\d+)/g)) await offer(Number(port));
  process.stderr.write(data);
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 128 : code));
