import { timingSafeEqual } from 'node:crypto';
import type { Clock, RandomBytes } from '../../clock.ts';
import { LIMITS } from '../../limits.ts';
import type { StoredRequest } from '../../storage/requests-table.ts';
import { words } from '../../words/index.ts';
import type { JoinWindow } from '../join-window.ts';
import type { KnownDevice } from '../needs.ts';
import type { Requests } from '../requests.ts';
import type { AskBody, RevealBody } from './bodies.ts';
import { bytesOf, codeOf, commitmentOf } from './code.ts';
import { Pace } from './pace.ts';
import { type Problem, problems } from './problems.ts';

/** What a device needs to connect, as far as the hub as a whole knows it. */
export interface MqttPlace {
  host: string;
  /** The one in the device's own network first. */
  addresses: string[];
  /** Plain and TLS; `null` while the listener is not open to it. */
  port: number | null;
  tlsPort: number | null;
}

export interface Trust {
  /** PEM. */
  ca: string;
  /** base64url of SHA-256 over the server key's SubjectPublicKeyInfo. */
  serverKeyFingerprint: string;
  hubId: string;
  /** Ed25519, raw, base64url. */
  hubPublicKey: string;
}

export interface AskingNeeds {
  clock: Clock;
  random: RandomBytes;
  requests: Requests;
  door: Pick<JoinWindow, 'isOpen' | 'turnAway'>;
  placeFor: (address: string) => MqttPlace;
  trust: () => Trust;
}

export type Reply = { status: 200 | 201 | 202; body: object } | { status: 204 } | { problem: Problem };

/** What a device is answered that asks by version 1 of the pairing protocol, and what its asking means. */
export class Asking {
  private needs: AskingNeeds;
  private pace = new Pace();

  constructor(needs: AskingNeeds) {
    this.needs = needs;
  }

  /** `POST /pair/v1/requests` from this address. */
  ask(address: string, body: AskBody): Reply {
    const { clock, requests, door, random } = this.needs;
    const { deviceId, name } = body;
    const key = `v1:${deviceId}`;
    if (!door.isOpen() && !requests.quietedAs({ protocol: 'v1', key, address })) {
      door.turnAway({ id: deviceId, name, address });
      return { problem: problems.closed() };
    }
    const wait = this.pace.take(address, clock.now());
    if (wait !== null) return { problem: problems.tooMany('Too many devices ask at this moment.', wait) };
    const before = requests.under(deviceId);
    if (before && before.address !== address) {
      requests.rival(before.id, address);
      return { problem: problems.conflict('A request under this device id waits already, from another address.') };
    }
    if (before && !requests.drop(before.id, words.pairing.replaced)) return { problem: problems.storage(LIMITS.pairPollSeconds) };
    if (requests.waitingAt(address) >= LIMITS.pairWaitingPerAddress) {
      return { problem: problems.tooMany('Too many requests of this address wait for an answer.', LIMITS.pairPollSeconds) };
    }
    const hubNonce = Buffer.from(random(32)).toString('base64url');
    const outcome = requests.knock({
      protocol: 'v1',
      key,
      address,
      node: deviceId,
      name,
      type: body.model ?? null,
      firmware: body.firmware ?? null,
      keepsConnection: true,
      firstSeenAt: clock.now(),
      knocks: 1,
      proof: { commitment: body.commitment, hubNonce, showsCode: body.display !== 'none' },
    });
    if (outcome.state === 'quiet') return { problem: problems.denied() };
    const request = outcome.state === 'live' ? requests.stored(outcome.id) : null;
    if (!request) return { problem: problems.tooMany('Too many devices wait for an answer.', LIMITS.pairPollSeconds) };
    const expiresAt = new Date(request.endsAt).toISOString();
    const { hubId } = this.needs.trust();
    return { status: 201, body: { requestId: request.id, hubId, hubNonce, expiresAt, pollAfterSeconds: LIMITS.pairPollSeconds } };
  }

  /** `POST /pair/v1/requests/{id}/reveal`. */
  reveal(address: string, id: string, { deviceNonce }: RevealBody): Reply {
    const { requests, trust } = this.needs;
    const request = this.of(address, id);
    if ('problem' in request) return request;
    if (commitmentOf(bytesOf(deviceNonce) as Buffer) !== request.commitment) {
      if (!requests.drop(id, words.pairing.brokeCommitment)) return { problem: problems.storage(LIMITS.pairPollSeconds) };
      return { problem: problems.commitment('The request is dead. Ask again for a new one.') };
    }
    // Said again after a lost reply, it means the same.
    if (request.hubNonce !== null) {
      const parts = { spki: bytesOf(trust().serverKeyFingerprint), deviceNonce: bytesOf(deviceNonce), hubNonce: bytesOf(request.hubNonce) };
      requests.reveal(id, codeOf(parts as { [part in keyof typeof parts]: Buffer }));
    }
    return { status: 204 };
  }

  /** `GET /pair/v1/requests/{id}`; `bearer` is the device's nonce, as it came. */
  answer(address: string, id: string, bearer: string | null): Reply {
    const { requests } = this.needs;
    const request = this.of(address, id);
    if ('problem' in request) return request;
    const nonce = bearer === null ? null : bytesOf(bearer);
    if (!nonce || !isSame(commitmentOf(nonce), request.commitment)) {
      return { problem: problems.unauthorised('Send the nonce of the device as the bearer token.') };
    }
    requests.seen(id);
    if (request.state === 'pending') return { status: 202, body: { state: 'pending', pollAfterSeconds: LIMITS.pairPollSeconds } };
    if (request.state !== 'allowed' || request.endsAt <= this.needs.clock.now()) return { problem: problems.over() };
    const fetched = requests.fetch(id);
    // Allowed and in time, so it is the disk.
    if (!fetched) return { problem: problems.storage(LIMITS.pairPollSeconds) };
    return { status: 200, body: this.credential(address, request, fetched.device, fetched.password) };
  }

  /** The request, for the address that made it; for all others there is none. */
  private of(address: string, id: string): Readonly<StoredRequest> | { problem: Problem } {
    const { requests } = this.needs;
    const request = requests.stored(id);
    if (request?.protocol === 'v1' && request.address === address) return request;
    const ending = request ? null : requests.ending(id);
    if (ending === 'denied') return { problem: problems.denied() };
    if (ending === 'over') return { problem: problems.over() };
    return { problem: problems.unknown('There is no such request from this address.') };
  }

  private credential(address: string, { node }: Readonly<StoredRequest>, device: KnownDevice, password: string): object {
    const { host, addresses, port, tlsPort } = this.needs.placeFor(address);
    const { userName, baseTopic, permission } = device;
    return {
      state: 'allowed',
      deviceId: node,
      mqtt: {
        host,
        addresses,
        ...(port !== null && { port }),
        ...(tlsPort !== null && { tlsPort }),
        username: userName,
        password,
        clientId: userName,
        baseTopic,
        publish: permission.publish,
        subscribe: permission.subscribe,
      },
      trust: this.needs.trust(),
    };
  }
}

function isSame(one: string, other: string | null): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other ?? '')];
  return a.length === b.length && timingSafeEqual(a, b);
}
