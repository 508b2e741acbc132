// One try to pair with one hub, from the question to the answer.
import { readAnswer, refuses } from './answer.mjs';
import { code, codeText, commitment } from './code.mjs';
import { fromBase64url } from './encoding.mjs';
import { KeyChanged, PinnedHttps } from './https.mjs';

/** Failed tries in a row to reach the hub, after which this pairing is given up. */
const MOST_FAILURES = 5;
const FAILURE_PAUSE_SECONDS = 2;

/**
 * Asks a hub to let this device in, shows the code and waits for the person's answer.
 * @param {{ address: string, port: number, localAddress?: string }} place
 * @param {{ deviceId: string, name: string, model: string, firmware: string, display: 'text' | 'none' }} device
 * @param {{ say: Function, random: (size: number) => Buffer, sleep: (seconds: number) => Promise<void> }} needs
 * @returns {Promise<{ state: 'allowed', mqtt: object, trust: object } | { state: 'unsafe', reason: 'key' | 'hub' | 'device' }
 *   | { state: 'busy', waitSeconds: number } | { state: 'unreachable', reason: string }
 *   | { state: 'closed' | 'conflict' | 'rejected' | 'dead' | 'denied' | 'gone' | 'unreadable' }>}
 */
export async function pair(place, device, needs) {
  const hub = new PinnedHttps(place);
  try {
    return await walk(hub, device, needs);
  } catch (error) {
    if (error instanceof KeyChanged) return { state: 'unsafe', reason: 'key' };
    return { state: 'unreachable', reason: error.code ?? error.message };
  }
}

async function walk(hub, device, needs) {
  const { say, random, sleep } = needs;
  const deviceNonce = random(32);
  const secret = deviceNonce.toString('base64url');
  const { deviceId, name, model, firmware, display } = device;
  const question = { deviceId, name, model, firmware, commitment: commitment(deviceNonce), ...(display === 'none' && { display }) };
  const asked = await ask(hub, 'ask', 'POST', '/pair/v1/requests', { json: question });
  if (asked.state !== 'asked') return asked;
  say('asked', { hub: asked.hubId });

  const path = `/pair/v1/requests/${asked.requestId}`;
  const reveal = () => ask(hub, 'reveal', 'POST', `${path}/reveal`, { json: { deviceNonce: secret } });
  const revealed = await patiently(reveal, sleep);
  if (revealed.state !== 'revealed') return revealed;
  if (display !== 'none') say('code', { code: codeText(code(hub.spki, deviceNonce, fromBase64url(asked.hubNonce))) });
  say('waiting');

  const answer = await poll(() => ask(hub, 'poll', 'GET', path, { bearer: secret }), asked.pollAfterSeconds, sleep);
  if (answer.state !== 'allowed') return answer;
  const reason = refuses(answer, { deviceId, spki: hub.spki.toString('base64url'), hubId: asked.hubId });
  return reason ? { state: 'unsafe', reason } : answer;
}

async function ask(hub, step, method, path, content) {
  const { status, retryAfter, body } = await hub.request(method, path, content);
  return readAnswer(step, status, retryAfter, body);
}

async function poll(once, pause, sleep) {
  for (let seconds = pause; ; ) {
    await sleep(seconds);
    const answer = await patiently(once, sleep);
    if (answer.state !== 'pending') return answer;
    seconds = answer.pollAfterSeconds;
  }
}

/** Repeats what did not get through or came too often: the hub answers the same request alike, so that a lost answer costs nothing. */
async function patiently(once, sleep) {
  for (let failures = 0; ; ) {
    try {
      const answer = await once();
      if (answer.state !== 'busy') return answer;
      await sleep(answer.waitSeconds);
    } catch (error) {
      if (error instanceof KeyChanged || ++failures >= MOST_FAILURES) throw error;
      await sleep(FAILURE_PAUSE_SECONDS);
    }
  }
}
