import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import type { Publishing } from './front/publishing.ts';
import type { Wills } from './store/wills.ts';

export interface LeftWillsNeeds {
  clock: Clock;
  wills: Wills;
  publishing: Publishing;
  mayPublish(key: string, clientId: string, topic: string): boolean;
}

/**
 * The wills of clients that were connected when the hub ended: whoever does not come back in a while was lost meanwhile, and
 * its will is published. Returns the function that calls it off.
 */
export function publishLeftWills({ clock, wills, publishing, mayPublish }: LeftWillsNeeds): () => void {
  const left = wills.entries();
  return clock.after(LIMITS.willGraceMs, () => {
    for (const [clientId, will] of left) {
      // Who came back has left another one, or none.
      if (wills.get(clientId) !== will) continue;
      wills.remove(clientId);
      const { topic, payload, qos, retain, owner } = will;
      if (owner === null || !mayPublish(owner, clientId, topic)) continue;
      publishing.publish({ cmd: 'publish', length: payload.length, topic, payload, qos, retain, dup: false }, null, () => {});
    }
  });
}
