import type { Refusal } from '../../contract/help.ts';
import type { Denial } from '../../contract/model.ts';
import type { Happening, RefusalFacts } from '../activity/report.ts';
import { LIMITS } from '../limits.ts';
import { cleanText } from '../text.ts';

export interface RefusalsNeeds {
  now: () => number;
  /** True if a device may do this now. */
  mayNow: (deviceId: string, action: Denial['action'], topic: string) => boolean;
}

/**
 * Who was refused since the hub started, and why: the same refusal of the same client is one line that is counted. Bounded; when
 * there are too many, the address with the most lines gives up its oldest one, so that who is refused under a thousand names
 * cannot push out the one device that a person is looking for.
 */
export class Refusals {
  private needs: RefusalsNeeds;
  /** By what makes two of them the same; who was refused last is last. */
  private lines = new Map<string, Refusal>();
  private lastId = 0;
  private left = 0;

  constructor(needs: RefusalsNeeds) {
    this.needs = needs;
  }

  /** To be told of everything that goes to the activity log. */
  note(happening: Happening): void {
    if (happening.refusal) this.add(happening, happening.refusal);
  }

  /** What it was refused before is over, but for topics that it may still not use. */
  deviceConnected(deviceId: string): void {
    this.settle((line) => line.deviceId === deviceId && line.cause !== 'topic');
  }

  /** Newest first; `left`: how many refusals had to make room. */
  list(): { refusals: Refusal[]; left: number } {
    this.settle(({ cause, deviceId, tried }) => cause === 'topic' && deviceId !== null && tried !== null && this.mayNow(deviceId, tried));
    return { refusals: [...this.lines.values()].reverse().map((line) => ({ ...line })), left: this.left };
  }

  private add({ text, deviceId = null, address = null }: Happening, facts: RefusalFacts): void {
    const now = this.needs.now();
    const tried = facts.tried && facts.tried.topic.length <= LIMITS.topicBytes ? facts.tried : null;
    const said = {
      cause: facts.cause,
      deviceId,
      address,
      clientId: shown(facts.clientId),
      userName: shown(facts.userName),
      bootstrapId: facts.bootstrapId ?? null,
      tried: tried && { action: tried.action, topic: tried.topic },
    };
    const key = JSON.stringify(said);
    const before = this.lines.get(key);
    this.lines.delete(key);
    const line = before ?? { ...said, id: `r${++this.lastId}`, text, firstAt: now, lastAt: now, count: 0, settledAt: null };
    this.lines.set(key, { ...line, text, lastAt: now, count: line.count + 1, settledAt: null });
    if (this.lines.size > LIMITS.refusals) this.makeRoom();
  }

  private makeRoom(): void {
    const perAddress = new Map<string | null, number>();
    for (const { address } of this.lines.values()) perAddress.set(address, (perAddress.get(address) ?? 0) + 1);
    const most = Math.max(...perAddress.values());
    for (const [key, line] of this.lines) {
      if (perAddress.get(line.address) !== most) continue;
      this.left += line.count;
      this.lines.delete(key);
      return;
    }
  }

  private settle(which: (line: Refusal) => boolean): void {
    const now = this.needs.now();
    for (const line of this.lines.values()) if (line.settledAt === null && which(line)) line.settledAt = now;
  }

  private mayNow(deviceId: string, { action, topic }: NonNullable<Refusal['tried']>): boolean {
    return this.needs.mayNow(deviceId, action, topic);
  }
}

/** What a client says of itself, as it may be shown; `null` if it said nothing. */
function shown(text: string | null | undefined): string | null {
  return text === undefined || text === null ? null : cleanText(text, LIMITS.deviceTextChars);
}
