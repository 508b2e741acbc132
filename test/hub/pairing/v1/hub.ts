import { createHash, randomBytes } from 'node:crypto';
import type { Settings } from '../../../../electron/contract/model.ts';
import type { RandomBytes } from '../../../../electron/hub/clock.ts';
import { JoinWindow } from '../../../../electron/hub/pairing/join-window.ts';
import { Asking, type Reply } from '../../../../electron/hub/pairing/v1/asking.ts';
import type { AskBody } from '../../../../electron/hub/pairing/v1/bodies.ts';
import { House } from '../house.ts';

/** Of the hub's own key, as the hub sees it. */
export const SPKI = createHash('sha256').update('the key of the hub').digest();

/** The hub's side of the protocol over a real database file, with a clock that stands still. */
export class V1Hub {
  readonly house: House;
  readonly settings: Pick<Settings, 'door' | 'doorMinutes'> = { door: 'timed', doorMinutes: 4 };
  readonly door: JoinWindow;
  asking: Asking;
  private random: RandomBytes;

  constructor(random: RandomBytes = randomBytes, limits: ConstructorParameters<typeof House>[0] = {}) {
    this.house = new House(limits);
    this.random = random;
    this.door = new JoinWindow({
      clock: this.house.clock,
      settings: () => this.settings,
      endAlways: () => {
        this.settings.door = 'timed';
      },
      report: (happening) => this.house.happenings.push(happening),
      changed: () => {},
    });
    this.asking = this.makeAsking();
  }

  /** The hub ends and starts again over the same file; its door is closed then. */
  restart(ms = 0): void {
    this.door.stop();
    this.house.restart(ms);
    this.asking = this.makeAsking();
  }

  private makeAsking(): Asking {
    return new Asking({
      clock: this.house.clock,
      random: this.random,
      requests: this.house.requests,
      door: this.door,
      placeFor: () => ({ host: 'porchlight.local', addresses: ['192.168.1.10'], port: null, tlsPort: 8883 }),
      trust: () => ({ ca: 'PEM', serverKeyFingerprint: SPKI.toString('base64url'), hubId: 'hub', hubPublicKey: 'key' }),
    });
  }
}

/** A device's side, written from the protocol alone. */
export class V1Device {
  readonly nonce: Buffer;
  readonly address: string;
  readonly id: string;
  requestId = '';
  hubNonce = '';

  constructor(id = 'greenhouse-7f3a', address = '192.168.1.30', nonce: Buffer = randomBytes(32)) {
    this.id = id;
    this.address = address;
    this.nonce = nonce;
  }

  get body(): AskBody {
    const commitment = createHash('sha256').update(this.nonce).digest('base64url');
    return { deviceId: this.id, name: 'Greenhouse sensor', model: 'acme-th1', firmware: '1.4.2', commitment };
  }

  ask(hub: V1Hub, more: Partial<AskBody> = {}): Reply {
    const reply = hub.asking.ask(this.address, { ...this.body, ...more });
    if ('body' in reply) ({ requestId: this.requestId, hubNonce: this.hubNonce } = reply.body as { requestId: string; hubNonce: string });
    return reply;
  }

  reveal(hub: V1Hub, nonce = this.nonce): Reply {
    return hub.asking.reveal(this.address, this.requestId, { deviceNonce: nonce.toString('base64url') });
  }

  poll(hub: V1Hub): Reply {
    return hub.asking.answer(this.address, this.requestId, this.nonce.toString('base64url'));
  }

  /** What the device shows, for the key that it saw. */
  code(spki: Buffer = SPKI): string {
    const all = Buffer.concat([Buffer.from('porchlight-code-v1'), spki, this.nonce, Buffer.from(this.hubNonce, 'base64url')]);
    const number = createHash('sha256').update(all).digest().readBigUInt64BE(0) % 1_000_000n;
    return String(number).padStart(6, '0');
  }
}

export const statusOf = (reply: Reply): number => ('problem' in reply ? reply.problem.status : reply.status);
export const stateOf = (reply: Reply): string | undefined =>
  'problem' in reply ? reply.problem.state : 'body' in reply ? (reply.body as { state?: string }).state : undefined;
