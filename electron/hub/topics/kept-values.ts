import { LIMITS } from '../limits.ts';
import type { TopicNode, Value } from './topic-node.ts';
import { ValueLine } from './value-line.ts';

/** What a value costs in memory beside its payload: the object, its time and the string's header, with the room V8 needs. Measured. */
const VALUE_BYTES = 112;
/** Payload kept of a last value when its bytes are needed elsewhere: enough for its row. */
const SHORT_BYTES = LIMITS.previewChars;

/** A message as the tree takes it in. `bytes`: what is kept of the payload, one character a byte. */
export interface Message {
  topic: string;
  bytes: string;
  size: number;
  at: number;
  qos: number;
  retain: boolean;
  deviceId: string | null;
}

export interface ValueBounds {
  valuesPerTopic: number;
  /** Bytes that the values of one topic may cost. */
  bytesPerTopic: number;
}

/**
 * The recent values of all topics. The oldest give way first, from whatever topic; a topic's last one is cut short but stays as long
 * as its topic. Nothing here looks for what to let go: three lines are in that order already.
 */
export class KeptValues {
  bytes = 0;
  dropped = 0;
  /** Values that are not the last of their topic, last ones that are whole, and last ones that were cut short. */
  private past = new ValueLine();
  private last = new ValueLine();
  private short = new ValueLine();

  add(owner: TopicNode, message: Message, bounds: ValueBounds): void {
    const former = owner.newest;
    if (former?.short) this.forget(former);
    else if (former) {
      this.last.remove(former);
      this.past.append(former);
    }
    const value: Value = {
      seq: ++owner.seq,
      at: message.at,
      size: message.size,
      bytes: message.bytes,
      deviceId: message.deviceId,
      qos: message.qos,
      retained: message.retain,
      short: false,
      node: owner,
      newer: null,
      older: owner.newest,
      before: null,
      after: null,
    };
    if (owner.newest) owner.newest.newer = value;
    else owner.oldest = value;
    owner.newest = value;
    owner.kept++;
    this.charge(owner, VALUE_BYTES + value.bytes.length);
    this.last.append(value);
    while (owner.oldest && owner.oldest !== value && (owner.kept > bounds.valuesPerTopic || owner.bytes > bounds.bytesPerTopic)) {
      this.forget(owner.oldest);
    }
  }

  /** Gives back bytes of the value that came first: all of it, or of a last value what its row does not need. False if there is none. */
  releaseOldest(): boolean {
    const past = this.past.first;
    const last = this.last.first;
    if (past && (!last || past.at <= last.at)) this.forget(past);
    else if (last) this.cut(last);
    return past !== null || last !== null;
  }

  /** The topic that was silent the longest. */
  silentLongest(): TopicNode | null {
    return (this.short.first ?? this.last.first)?.node ?? null;
  }

  /** Lets go of all values of a topic. */
  forgetAll(owner: TopicNode): void {
    while (owner.oldest) this.forget(owner.oldest);
  }

  private cut(value: Value): void {
    this.last.remove(value);
    this.short.append(value);
    const whole = value.bytes;
    value.short = true;
    if (whole.length <= SHORT_BYTES) return;
    // Through a buffer: a slice of a string would keep all of it.
    value.bytes = Buffer.from(whole.slice(0, SHORT_BYTES), 'latin1').toString('latin1');
    this.charge(value.node, value.bytes.length - whole.length);
  }

  private forget(value: Value): void {
    const owner = value.node;
    (value.short ? this.short : value === owner.newest ? this.last : this.past).remove(value);
    if (value.older) value.older.newer = value.newer;
    else owner.oldest = value.newer;
    if (value.newer) value.newer.older = value.older;
    else owner.newest = value.older;
    owner.kept--;
    this.charge(owner, -VALUE_BYTES - value.bytes.length);
    this.dropped++;
  }

  private charge(owner: TopicNode, bytes: number): void {
    owner.bytes += bytes;
    this.bytes += bytes;
  }
}
