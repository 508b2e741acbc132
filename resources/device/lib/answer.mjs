// What the hub's answers mean. A device acts on nothing that was not read here.
import { hubId } from './code.mjs';
import {
  fromBase64url,
  isHost,
  isHubId,
  isKey,
  isName,
  isObject,
  isPort,
  isTopic,
  LONGEST,
  readAddresses,
  readObject,
} from './encoding.mjs';

/** A longer answer is not read. Bytes. */
export const MAX_ANSWER_BYTES = 16_384;
/** Between polls: if the hub names no time, and at most. Seconds. */
const POLL = { usual: 2, most: 60 };
/** After 429 and 503: if the hub names no time, and at most. Seconds. */
const BUSY = { usual: 30, most: 600 };

const UNREADABLE = { state: 'unreadable' };

/**
 * Reads an answer to `ask`, `reveal` or `poll`. States: `asked`, `closed` (the door), `conflict` (another address has this id),
 * `rejected` (the request is malformed), `busy`, `revealed`, `dead` (the nonce did not match), `pending`, `denied`, `gone` (ask anew),
 * `allowed`, and `unreadable` for all that the protocol does not know.
 * @param {'ask' | 'reveal' | 'poll'} step
 * @param {number} status
 * @param {string | null} retryAfter the header
 * @param {Uint8Array} body
 */
export function readAnswer(step, status, retryAfter, body) {
  if (body.length > MAX_ANSWER_BYTES) return UNREADABLE;
  if (status === 429 || status === 503) return { state: 'busy', waitSeconds: readRetryAfter(retryAfter) };
  if (step === 'ask') return readAsk(status, body);
  if (status === 404 || status === 410) return { state: 'gone' };
  if (step === 'reveal') return { state: { 204: 'revealed', 422: 'dead' }[status] ?? 'unreadable' };
  return readPoll(status, body);
}

/**
 * Why what was allowed must not be used, though it reads well; `null` if it may be: it is for another `device`, comes from another
 * `key` than the one that the code was made of, or names a `hub` that its key or the first answer belies.
 */
export function refuses(allowed, seen) {
  if (allowed.deviceId !== seen.deviceId) return 'device';
  if (allowed.trust.serverKeyFingerprint !== seen.spki) return 'key';
  const { hubId: id, hubPublicKey } = allowed.trust;
  return id === seen.hubId && hubId(fromBase64url(hubPublicKey)) === id ? null : 'hub';
}

function readAsk(status, body) {
  if (status === 201) return readAsked(readObject(body));
  if (status === 403) return readRefusal(body, ['closed', 'denied']);
  return { state: { 400: 'rejected', 409: 'conflict', 413: 'rejected', 422: 'rejected' }[status] ?? 'unreadable' };
}

function readAsked(answer) {
  if (!answer) return UNREADABLE;
  const { requestId, hubId: id, hubNonce } = answer;
  const pollAfterSeconds = readPause(answer.pollAfterSeconds);
  // It becomes part of a path.
  const isId = typeof requestId === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(requestId);
  if (!isId || !isHubId(id) || !isKey(hubNonce) || pollAfterSeconds === null) return UNREADABLE;
  return { state: 'asked', requestId, hubId: id, hubNonce, pollAfterSeconds };
}

function readPoll(status, body) {
  if (status === 403) return readRefusal(body, ['denied']);
  const answer = readObject(body);
  if (!answer) return UNREADABLE;
  if (status === 202) {
    const pollAfterSeconds = readPause(answer.pollAfterSeconds);
    return answer.state === 'pending' && pollAfterSeconds !== null ? { state: 'pending', pollAfterSeconds } : UNREADABLE;
  }
  return status === 200 && answer.state === 'allowed' ? readAllowed(answer) : UNREADABLE;
}

function readRefusal(body, known) {
  const state = readObject(body)?.state;
  return known.includes(state) ? { state } : UNREADABLE;
}

function readAllowed({ deviceId, mqtt: given, trust: named }) {
  const mqtt = isObject(given) ? readMqtt(given) : null;
  const trust = isObject(named) ? readTrust(named) : null;
  return isName(deviceId) && mqtt && trust ? { state: 'allowed', deviceId, mqtt, trust } : UNREADABLE;
}

function readMqtt({ host, addresses: list, port, tlsPort, username, password, clientId, baseTopic }) {
  const addresses = readAddresses(list);
  if (!addresses || ![port, tlsPort].every((one) => one === undefined || isPort(one)) || !isHost(host) || !isTopic(baseTopic)) return null;
  if (![username, password, clientId].every(isName)) return null;
  return { host, addresses, port: port ?? null, tlsPort: tlsPort ?? null, username, password, clientId, baseTopic };
}

function readTrust({ ca, serverKeyFingerprint, hubId: id, hubPublicKey }) {
  const isPem =
    typeof ca === 'string' && ca.length <= LONGEST.pem && /^-----BEGIN CERTIFICATE-----\n[\n -~]*-----END CERTIFICATE-----\n*$/.test(ca);
  if (!isPem || !isKey(serverKeyFingerprint) || !isHubId(id) || !isKey(hubPublicKey)) return null;
  return { ca, serverKeyFingerprint, hubId: id, hubPublicKey };
}

/** Seconds until the next poll, within bounds; `null` for what is no whole number. */
function readPause(value) {
  if (value === undefined) return POLL.usual;
  return Number.isInteger(value) ? Math.min(POLL.most, Math.max(1, value)) : null;
}

function readRetryAfter(header) {
  if (header === null || !/^\d{1,32}$/.test(header)) return BUSY.usual;
  return Math.min(BUSY.most, Math.max(1, Number(header)));
}
