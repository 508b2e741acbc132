import type { Clock, RandomBytes } from '../../clock.ts';
import { LIMITS } from '../../limits.ts';
import { additionalsOf, answersTo, unique, wholeSets } from './answers.ts';
import { jitter } from './jitter.ts';
import type { Path } from './links.ts';
import { type Packet, writeLegacyResponse, writeResponse } from './packets.ts';
import { type MdnsRecord, recordKey } from './records.ts';
import type { Target } from './sockets.ts';

export interface ResponderNeeds {
  clock: Clock;
  random: RandomBytes;
  /** The port from which mDNS is spoken; who asks from another one is a plain DNS client. */
  port: number;
  /** What may be said on this way now. */
  records: (path: Path) => MdnsRecord[];
  send: (path: Path, data: Buffer, target?: Target) => void;
}

interface Waiting {
  records: Map<string, MdnsRecord>;
  cancel: () => void;
}

/** Answers questions about the own records, no more often and no sooner than the protocol wants (RFC 6762, 6 and 7). */
export class Responder {
  private needs: ResponderNeeds;
  /** When each record was last multicast on each way. */
  private lastSent = new Map<string, Map<string, number>>();
  /** Answers that wait for their moment, by way. */
  private waiting = new Map<string, Waiting>();
  /** Questions whose known answers are still coming, by asker. */
  private truncated = new Map<string, { packet: Packet; cancel: () => void }>();

  constructor(needs: ResponderNeeds) {
    this.needs = needs;
  }

  /** Takes a question that came this way from `target`. */
  hear(path: Path, packet: Packet, target: Target): void {
    const key = `${path.key} ${target.address} ${target.port}`;
    const begun = this.truncated.get(key);
    if (begun) {
      begun.packet.questions = [...begun.packet.questions, ...packet.questions].slice(0, LIMITS.mdnsRecords);
      begun.packet.answers = [...begun.packet.answers, ...packet.answers].slice(0, LIMITS.mdnsRecords);
    } else if (packet.truncated && this.truncated.size < LIMITS.mdnsTruncated) {
      const answer = () => {
        this.truncated.delete(key);
        this.answer(path, packet, target);
      };
      this.truncated.set(key, { packet, cancel: this.needs.clock.after(LIMITS.mdnsTruncatedMs, answer) });
    } else this.answer(path, packet, target);
  }

  /** Sends records to all on a way, without their being asked for. `again`: however short ago they were sent. */
  announce(path: Path, records: MdnsRecord[], again = false): void {
    this.multicast(path, again ? records : this.notSentWithin(path, records, LIMITS.mdnsRepeatMs));
  }

  /** Somebody took these records back as if they were theirs: those that are ours are said again. */
  rescue(path: Path, gone: MdnsRecord[]): void {
    const keys = new Set(gone.map(recordKey));
    this.announce(
      path,
      this.needs.records(path).filter((record) => keys.has(recordKey(record))),
    );
  }

  /** Forgets ways that are gone, and all that waits. */
  reset(paths: Path[]): void {
    const kept = new Set(paths.map(({ key }) => key));
    for (const key of this.lastSent.keys()) if (!kept.has(key)) this.lastSent.delete(key);
    for (const { cancel } of [...this.waiting.values(), ...this.truncated.values()]) cancel();
    this.waiting.clear();
    this.truncated.clear();
  }

  private answer(path: Path, packet: Packet, target: Target): void {
    const own = this.needs.records(path);
    const { questions } = packet;
    if (target.port !== this.needs.port) {
      const answers = answersTo(questions, own, []);
      if (answers.length > 0)
        this.needs.send(path, writeLegacyResponse(packet.id, questions, answers, additionalsOf(answers, own)), target);
      return;
    }
    // A probe: whoever wants the name learns at once, and by multicast, that it is taken.
    const defends = packet.authorities.length > 0;
    const shared = defends ? questions : questions.filter(({ unicast }) => !unicast);
    const direct = defends ? [] : questions.filter(({ unicast }) => unicast);
    const forAll = answersTo(shared, own, packet.answers);
    const forOne = answersTo(direct, own, packet.answers);
    // What most have not heard for long is multicast, though only one asked (RFC 6762, 5.4).
    const rare = forOne.filter((record) => this.notSentWithin(path, [record], record.ttl * 250).length > 0);
    const known = forOne.filter((record) => !rare.includes(record));
    for (const part of writeResponse(known, additionalsOf(known, own))) this.needs.send(path, part, target);
    if (defends) this.multicast(path, this.notSentWithin(path, forAll, LIMITS.mdnsDefendMs));
    else this.later(path, unique([...forAll, ...rare]));
  }

  /** Unique records are sent at once; with others among them all wait a little, together with what else comes up meanwhile. */
  private later(path: Path, records: MdnsRecord[]): void {
    if (records.length === 0) return;
    const waiting = this.waiting.get(path.key);
    if (!waiting && records.every(({ flush }) => flush)) {
      this.multicast(path, this.notSentWithin(path, records, LIMITS.mdnsRepeatMs));
      return;
    }
    const entries = records.map((record) => [recordKey(record), record] as const);
    if (waiting) {
      for (const [key, record] of entries) waiting.records.set(key, record);
      return;
    }
    const { least, most } = LIMITS.mdnsSharedDelayMs;
    const cancel = this.needs.clock.after(least + jitter(this.needs.random, most - least), () => this.flush(path));
    this.waiting.set(path.key, { records: new Map(entries), cancel });
  }

  private flush(path: Path): void {
    const due = [...(this.waiting.get(path.key)?.records.values() ?? [])];
    this.waiting.delete(path.key);
    this.multicast(path, this.notSentWithin(path, due, LIMITS.mdnsRepeatMs));
  }

  private multicast(path: Path, records: MdnsRecord[]): void {
    if (records.length === 0) return;
    const now = this.needs.clock.now();
    const own = this.needs.records(path);
    const current = new Set(own.map(recordKey));
    const answers = wholeSets(
      records.filter((record) => current.has(recordKey(record))),
      own,
    );
    const sent = this.lastSent.get(path.key) ?? new Map<string, number>();
    // Only what is ours now is worth remembering, which bounds it.
    for (const key of sent.keys()) if (!current.has(key)) sent.delete(key);
    for (const record of answers) sent.set(recordKey(record), now);
    this.lastSent.set(path.key, sent);
    for (const part of writeResponse(answers, additionalsOf(answers, own))) this.needs.send(path, part);
  }

  private notSentWithin(path: Path, records: MdnsRecord[], ms: number): MdnsRecord[] {
    const sent = this.lastSent.get(path.key);
    const now = this.needs.clock.now();
    return records.filter((record) => Math.abs(now - (sent?.get(recordKey(record)) ?? Number.NEGATIVE_INFINITY)) >= ms);
  }
}
