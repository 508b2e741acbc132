import { type Attempt, attemptOnce } from '../storage/attempt.ts';
import type { DeviceDesk } from './needs.ts';

/** The passwords of open windows, by request. Held in memory alone: after a restart a new one is made. */
export class Handouts {
  private desk: Pick<DeviceDesk, 'newPassword'>;
  private attempt: Attempt;
  private passwords = new Map<string, string>();

  constructor(desk: Pick<DeviceDesk, 'newPassword'>, attempt: Attempt = attemptOnce) {
    this.desk = desk;
    this.attempt = attempt;
  }

  /** The same password each time. `null` if it cannot be stored: a device must not be given what is forgotten at the next start. */
  take(requestId: string, deviceId: string): { password: string; first: boolean } | null {
    const before = this.passwords.get(requestId);
    if (before !== undefined) return { password: before, first: false };
    let made: string | null = null;
    this.attempt(() => {
      made = this.desk.newPassword(deviceId);
    });
    if (made === null) return null;
    this.passwords.set(requestId, made);
    return { password: made, first: true };
  }

  forget(requestId: string): void {
    this.passwords.delete(requestId);
  }
}
