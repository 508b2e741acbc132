import type { AuthenticateError, Client, ConnectPacket } from 'aedes';
import type { BrokerLimits } from '../../contract/limits.ts';
import type { RefusalCause } from '../../contract/refusal-cause.ts';
import type { Report } from '../activity/report.ts';
import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import { cleanText } from '../text.ts';
import { words } from '../words/index.ts';
import type { Admission, Gate, Subject } from './admission.ts';
import type { WirePacket } from './front/internals.ts';
import { Flapping } from './guard/flapping.ts';
import { boundedKeepAlive } from './guard/keep-alive.ts';
import type { Guests, Visitor } from './guests.ts';

export interface DoormanNeeds {
  clock: Clock;
  guests: Guests;
  limits: () => Readonly<BrokerLimits>;
  gate: Gate;
  report: Report;
  /** Somebody left a will that it may not. */
  denied(subject: Subject, action: 'publish', topic: string): void;
  /** From now on the session of this client id is this key's. */
  claim(clientId: string, key: string): void;
  /** `null`: it left none. */
  keepWill(client: Client, will: WirePacket | null): void;
}

type Refused = Extract<Admission, { ok: false }>;
type Decided = (error: AuthenticateError | null, success: boolean | null) => void;

/** Meets each CONNECT: has the gate decide on it, and lets the client in or refuses it. */
export class Doorman {
  private needs: DoormanNeeds;
  private flapping = new Flapping();

  constructor(needs: DoormanNeeds) {
    this.needs = needs;
  }

  /** A CONNECT came. `false` if its connection is none that was accepted. */
  asked(client: Client, packet: ConnectPacket): boolean {
    const visitor = this.needs.guests.visitor(client);
    packet.keepalive = boundedKeepAlive(packet.keepalive ?? 0, this.needs.limits());
    if (visitor) visitor.connect = packet as Visitor['connect'];
    visitor?.entrance.asked?.();
    return visitor !== undefined;
  }

  /** Calls `done` once, in bounded time, unless the connection ends before. */
  decide(client: Client, userName: string | undefined, password: Buffer | undefined, done: Decided): void {
    const visitor = this.needs.guests.visitor(client);
    const connect = visitor?.connect;
    if (!connect) throw new Error('a CONNECT that preConnect did not see');
    let decided = false;
    const decide = (admission: Admission) => {
      cancel();
      if (decided || client.conn.destroyed) return;
      decided = true;
      this.answer(client, visitor, admission, done);
    };
    // aedes waits for ever; whoever is asked may be down.
    const cancel = this.needs.clock.after(LIMITS.gateTimeoutMs, () => decide(undecided()));
    this.ask(visitor, connect, userName, password).then(decide, () => decide(undecided()));
  }

  private async ask(
    { address, entrance }: Visitor,
    { clientId, clean }: NonNullable<Visitor['connect']>,
    userName: string | undefined,
    password: Buffer | undefined,
  ): Promise<Admission> {
    if (clientId === '' && !clean) {
      // MQTT-3.1.3-8
      return refusal(2, 'client-id-unusable', words.entry.refused(words.entry.why.idMissingForSession), null);
    }
    const connectedAs = (id: string) => this.needs.guests.connectedAs(id);
    return this.needs.gate({ clientId, cleanSession: clean, userName, password, address, entrance, connectedAs });
  }

  private answer(client: Client, visitor: Visitor, admission: Admission, done: Decided): void {
    if (!admission.ok) {
      this.refuse(visitor, admission, done);
      return;
    }
    const { subject } = admission;
    const delay = this.flapping.came(client.id, this.needs.clock.now());
    const reason = delay > 0 ? this.flapping.reason(client.id) : null;
    if (reason !== null) this.needs.report({ kind: 'connection', text: reason, deviceId: subject.deviceId, address: visitor.address });
    if (delay > 0) this.needs.clock.after(delay, () => this.admit(client, visitor, subject, done));
    else this.admit(client, visitor, subject, done);
  }

  private admit(client: Client, visitor: Visitor, subject: Subject, done: Decided): void {
    if (client.conn.destroyed) return;
    const holder = this.needs.guests.connectedAs(client.id);
    const name = cleanText(client.id, 64);
    if (holder !== null && holder !== subject.key) {
      // Two came in the same moment, and the gate saw neither yet.
      const text = words.entry.refused(words.entry.why.idInUse(name));
      this.refuse(visitor, refusal(2, 'client-id-taken', text, subject.deviceId), done);
    } else if (subject.permission() === null) {
      const text = words.entry.takenBack(name);
      this.refuse(visitor, refusal(5, 'unknown-user', text, subject.deviceId), done);
    } else {
      this.letIn(client, visitor, subject);
      done(null, true);
    }
  }

  private refuse(visitor: Visitor, { refusal: { returnCode, text, cause, deviceId, bootstrapId } }: Refused, done: Decided): void {
    visitor.refused = true;
    const facts = {
      cause,
      clientId: visitor.connect?.clientId ?? null,
      userName: visitor.connect?.username ?? null,
      bootstrapId: bootstrapId ?? null,
    };
    this.needs.report({ kind: 'refusal', text, deviceId, address: visitor.address, refusal: facts });
    done(Object.assign(new Error('refused'), { returnCode }), null);
  }

  private letIn(client: Client, visitor: Visitor, subject: Subject): void {
    this.needs.guests.letIn(client, visitor, subject);
    visitor.entrance.letIn?.();
    this.needs.claim(client.id, subject.key);
    if (subject.forceCleanSession && visitor.connect) {
      visitor.connect.clean = true;
      client.clean = true;
    }
    const waiting = client as unknown as { _will?: WirePacket | null };
    if (waiting._will && !subject.permission()?.publish.matches(waiting._will.topic)) {
      this.needs.denied(subject, 'publish', waiting._will.topic);
      waiting._will = null;
    }
    this.needs.keepWill(client, waiting._will ?? null);
  }
}

const refusal = (returnCode: 2 | 3 | 5, cause: RefusalCause, text: string, deviceId: string | null): Refused => ({
  ok: false,
  refusal: { returnCode, cause, text, deviceId },
});

const undecided = () => refusal(3, 'busy', words.entry.undecided, null);
