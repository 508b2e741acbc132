#!/usr/bin/env node
import { randomBytes } from 'node:crypto';
// The reference device: everything that firmware does with a Porchlight hub, as a program without dependencies. `--help` says more.
import { lookup } from 'node:dns/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { resolveLocal } from './lib/browse.mjs';
import { Device } from './lib/device.mjs';
import { listenForAnnouncements } from './lib/ears.mjs';
import { Joining, NotAllowed } from './lib/joining.mjs';
import { HELP, readOptions, WrongArguments } from './lib/options.mjs';
import { fromLines, Outbox, simulated } from './lib/readings.mjs';
import { speaker } from './lib/say.mjs';
import { StateFile, Unreadable } from './lib/state.mjs';

const EXIT = { failed: 1, arguments: 2, denied: 3, unsafe: 4, state: 5, rejected: 6 };
const LEAVE_MS = 2000;
const RESOLVE_MS = 2000;

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort());
// A hub that does not answer does not hold up the end.
stop.signal.addEventListener('abort', () => setTimeout(() => process.exit(), LEAVE_MS));

try {
  await main(readOptions(process.argv.slice(2)));
} catch (error) {
  if (!stop.signal.aborted) process.exitCode = explain(error);
}
process.exit();

async function main(options) {
  if (options.help) return void process.stdout.write(HELP);
  const say = speaker(options.json, (line) => process.stdout.write(line));
  const file = new StateFile(options.state);
  if (options.forget) {
    file.forget();
    return say('forgotten');
  }
  const needs = { say, random: randomBytes, sleep: (seconds) => wait(seconds * 1000, undefined, { signal: stop.signal }) };
  const ears = await open(options, say);
  const state = file.read() ?? (await join(options, needs, ears, file));
  if (state.deviceId !== options.device.deviceId) throw new Unreadable(`${file.path} is that of device ${state.deviceId}.`);
  await work(state, options, say, ears, file);
}

/** What hears announcements, and hands each to whoever listens at the time. */
async function open({ announcePort, bindAddress }, say) {
  const ears = { heard: () => {} };
  const options = { port: announcePort, address: bindAddress, now: Date.now, heard: (packet, zone) => ears.heard(packet, zone) };
  await listenForAnnouncements(options).catch((error) => say('deaf', { reason: error.code }));
  return ears;
}

async function join(options, needs, ears, file) {
  const joining = new Joining(options, needs);
  ears.heard = (packet, zone) => joining.hear(packet, zone);
  const state = await untilStopped(joining.run());
  file.write(state);
  return state;
}

async function work(state, options, say, ears, file) {
  const outbox = new Outbox();
  const resolveName = (host) => resolve(host, options.mdnsPort);
  const device = new Device(state, { file, say, random: Math.random, outbox, resolveName, localAddress: options.localAddress });
  ears.heard = (packet, zone) => void device.hear(packet, zone);
  void measure(options, outbox).catch(() => {});
  await device.run(stop.signal);
}

async function measure({ stdin, intervalMs }, outbox) {
  const readings = stdin ? fromLines(process.stdin) : simulated(intervalMs, Math.random, stop.signal);
  for await (const reading of readings) outbox.add(reading);
  await outbox.emptied(stop.signal);
  stop.abort();
}

async function resolve(host, mdnsPort) {
  if (host.endsWith('.local')) return resolveLocal(host, { waitMs: RESOLVE_MS, port: mdnsPort });
  return lookup(host, { all: true }).then(
    (found) => found.map(({ address }) => address),
    () => [],
  );
}

/** Pairing holds requests that take their time; a person who ends the program does not wait for them. */
function untilStopped(promise) {
  const stopped = new Promise((_, reject) => stop.signal.addEventListener('abort', () => reject(stop.signal.reason), { once: true }));
  return Promise.race([promise, stopped]);
}

/** The exit code. */
function explain(error) {
  const say = speaker(process.argv.includes('--json'), (line) => process.stdout.write(line));
  if (error instanceof NotAllowed) {
    say('refused', { reason: error.reason });
    return EXIT[error.state];
  }
  if (error instanceof WrongArguments) {
    process.stderr.write(`porchlight-device: ${error.message}. See --help.\n`);
    return EXIT.arguments;
  }
  say('failed', { reason: error.message });
  return error instanceof Unreadable ? EXIT.state : EXIT.failed;
}
