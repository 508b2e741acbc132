import { createHmac } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import type { Verdict } from './verify.ts';

/**
 * Outcomes of password checks, remembered for a short while. The passwords are not: a keyed hash stands for them,
 * whose key never leaves this process, so that memory written to disk cannot be searched for them.
 */
export class Outcomes {
  private clock: Clock;
  private key: Uint8Array;
  private accepted = new Map<string, { verdict: Verdict; until: number }>();
  private refused = new Map<string, { verdict: Verdict; until: number }>();

  constructor(clock: Clock, key: Uint8Array) {
    this.clock = clock;
    this.key = key;
  }

  keyOf(issuerId: string, userName: string, password: string): string {
    return createHmac('sha256', this.key)
      .update(JSON.stringify([issuerId, userName, password]))
      .digest('base64');
  }

  get(key: string): Verdict | null {
    const outcome = this.accepted.get(key) ?? this.refused.get(key);
    return outcome && outcome.until > this.clock.now() ? outcome.verdict : null;
  }

  put(key: string, verdict: Verdict): void {
    const now = this.clock.now();
    // What is only unavailable may work a moment later.
    if (!verdict.ok && verdict.returnCode === 3) return;
    const until = verdict.ok ? Math.min(now + LIMITS.passwordAcceptedMs, verdict.grant.expiresAt) : now + LIMITS.passwordRefusedMs;
    // Wrong passwords have a place of their own, so that a flood of them cannot push out the right ones.
    const outcomes = verdict.ok ? this.accepted : this.refused;
    this.accepted.delete(key);
    this.refused.delete(key);
    outcomes.set(key, { verdict, until });
    for (const [oldest, { until: end }] of outcomes) {
      if (end > now && outcomes.size <= LIMITS.passwordCheckOutcomes) break;
      outcomes.delete(oldest);
    }
  }
}
