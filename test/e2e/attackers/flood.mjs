// Asks a hub to come in as fast as it is answered: node flood.mjs HUB:PORT REQUESTS CONNECTIONS SECONDS — prints how it was answered.

import { createHash, randomBytes } from 'node:crypto';
import { Agent, request } from 'node:https';

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

async function worker() {
  while (left > 0 && Date.now() < end) {
    left--;
    const answer = await ask();
    answers[answer] = (answers[answer] ?? 0) + 1;
  }
}

await Promise.all(Array.from({ length: Number(connections) }, worker));
agent.destroy();
console.log(JSON.stringify({ answers, unsent: left }));
