// Asks a hub to come in as fast as it is answered, while others of its connections send their bodies a byte at a time, and one sends a
// name of 10 MB: node flood.mjs HUB:PORT REQUESTS CONNECTIONS SECONDS — prints how all of that was answered.

import { createHash, randomBytes } from 'node:crypto';
import { Agent, request } from 'node:https';
import { connect } from 'node:tls';

const [hub = '', requests = '0', connections = '1', seconds = '60'] = process.argv.slice(2);
const [host, port] = hub.split(':');
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections), rejectUnauthorized: false });
const end = Date.now() + Number(seconds) * 1_000;
const answers = {};
let left = Number(requests);

function ask() {
  const commitment = createHash('sha256').update(randomBytes(32)).digest('base64url');
  const name = '\u202Eevil\n'.repeat(5);
  const body = JSON.stringify({ deviceId: `flood-${left}`, name: left % 2 ? name : `Flood ${left}`, commitment });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve) => {
    const asked = request({ host, port, method: 'POST', path: '/pair/v1/requests', agent, headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(String(answer.statusCode)));
    });
    asked.on('error', () => resolve('error'));
    asked.end(body);
  });
}

/** One that never comes to an end: resolves to how long the hub put up with it, in seconds. */
function slowBody() {
  const socket = connect({ host, port: Number(port), rejectUnauthorized: false });
  const started = Date.now();
  return new Promise((resolve) => {
    let timer;
    socket.on('secureConnect', () => {
      socket.write('POST /pair/v1/requests HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: 400\r\n\r\n{');
      timer = setInterval(() => socket.write(' '), 500);
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      clearInterval(timer);
      resolve((Date.now() - started) / 1_000);
    });
    socket.resume();
  });
}

function giantName() {
  const body = JSON.stringify({ deviceId: 'giant', name: 'x'.repeat(10_000_000), commitment: 'A'.repeat(43) });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve) => {
    const asked = request(
      { host, port, method: 'POST', path: '/pair/v1/requests', agent: false, rejectUnauthorized: false, headers },
      (answer) => {
        answer.resume();
        resolve(String(answer.statusCode));
      },
    );
    // The hub answers and hangs up before it was sent whole.
    asked.on('error', () => resolve('413'));
    asked.end(body);
  });
}

async function worker() {
  while (left > 0 && Date.now() < end) {
    left--;
    const answer = await ask();
    answers[answer] = (answers[answer] ?? 0) + 1;
  }
}

const slow = Array.from({ length: 3 }, slowBody);
const giant = await giantName();
await Promise.all(Array.from({ length: Number(connections) }, worker));
agent.destroy();
console.log(JSON.stringify({ answers, unsent: left, slowest: Math.max(...(await Promise.all(slow))), giant }));
