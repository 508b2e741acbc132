import type { Denial } from '../../contract/model.ts';
import { LIMITS } from '../limits.ts';

/** What each device tried and may not do, since the hub started: newest first, the oldest makes room. */
export class Denials {
  private now: () => number;
  private byDevice = new Map<string, Map<string, Denial>>();

  constructor(now: () => number) {
    this.now = now;
  }

  note(deviceId: string, action: Denial['action'], topic: string): void {
    const own = this.byDevice.get(deviceId) ?? new Map<string, Denial>();
    this.byDevice.set(deviceId, own);
    const key = `${action} ${topic}`;
    const before = own.get(key);
    own.delete(key);
    own.set(key, { action, topic, count: (before?.count ?? 0) + 1, lastAt: this.now() });
    if (own.size > LIMITS.denialsPerDevice) own.delete(own.keys().next().value as string);
  }

  of(deviceId: string): Denial[] {
    return [...(this.byDevice.get(deviceId)?.values() ?? [])].reverse();
  }

  /** It may do this now. */
  settle(deviceId: string, action: Denial['action'], topic: string): void {
    this.byDevice.get(deviceId)?.delete(`${action} ${topic}`);
  }

  forgetDevice(deviceId: string): void {
    this.byDevice.delete(deviceId);
  }
}
