import type { Door, Settings } from '../../contract/model.ts';
import type { Report } from '../activity/report.ts';
import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import { words } from '../words/index.ts';

export interface JoinWindowNeeds {
  clock: Clock;
  settings: () => Pick<Settings, 'door' | 'doorMinutes'>;
  /** "Ask me always" is to be switched off. */
  endAlways: () => void;
  report: Report;
  /** What {@link JoinWindow.state} tells is different now. */
  changed: () => void;
}

/**
 * The door with hours: devices may ask only while a person holds it open, or has said that they may always.
 * It is closed after every start.
 */
export class JoinWindow {
  private needs: JoinWindowNeeds;
  private until: number | null = null;
  private endTimer: () => void = () => {};
  private turnedAway: { who: Set<string>; last: { name: string; address: string; lastAt: number } } | null = null;

  constructor(needs: JoinWindowNeeds) {
    this.needs = needs;
  }

  state(): Door {
    const { turnedAway } = this;
    return {
      ...this.openState(),
      turnedAway: turnedAway && { devices: turnedAway.who.size, ...turnedAway.last },
    };
  }

  isOpen(): boolean {
    return this.openState().state !== 'closed';
  }

  /** `minutes`: else as the settings say. When it is open, its time starts anew. Does nothing where devices may always ask. */
  open(minutes = this.needs.settings().doorMinutes): void {
    if (this.needs.settings().door === 'always') return;
    const { clock, report, changed } = this.needs;
    this.endTimer();
    const ms = minutes * 60_000;
    this.until = clock.now() + ms;
    this.turnedAway = null;
    this.endTimer = clock.after(ms, () => this.timeIsOver());
    report({ kind: 'decision', text: words.pairing.doorOpened(minutes) });
    changed();
  }

  /** From now on nobody may ask, whatever held it open. Who asked before goes on waiting. */
  close(): void {
    const { settings, endAlways, report, changed } = this.needs;
    const wasOpen = this.isOpen();
    this.forgetTime();
    if (settings().door === 'always') endAlways();
    if (wasOpen) report({ kind: 'decision', text: words.pairing.doorClosed });
    changed();
  }

  /** "Ask me always" was switched on or off. */
  settingsChanged(): void {
    if (this.needs.settings().door !== 'always') return;
    this.forgetTime();
    this.turnedAway = null;
  }

  /** Somebody knocked while it was closed. */
  turnAway({ id, name, address }: { id: string; name: string; address: string }): void {
    const last = { name, address, lastAt: this.needs.clock.now() };
    this.turnedAway ??= { who: new Set(), last };
    this.turnedAway.last = last;
    if (this.turnedAway.who.size < LIMITS.pairTurnedAway) this.turnedAway.who.add(`${address} ${id}`);
    this.needs.report({ kind: 'knock', text: words.pairing.knockedAtClosed({ name, address }), address });
    this.needs.changed();
  }

  /** The machine slept: whoever held it open has gone away, whatever is left of the time. */
  slept(): void {
    if (this.until === null) return;
    this.forgetTime();
    this.needs.report({ kind: 'change', text: words.pairing.doorClosedAsleep });
    this.needs.changed();
  }

  stop(): void {
    this.forgetTime();
  }

  private openState(): Pick<Door, 'state' | 'until'> {
    if (this.needs.settings().door === 'always') return { state: 'always', until: null };
    // The machine may have slept past its end.
    if (this.until !== null && this.until > this.needs.clock.now()) return { state: 'open', until: this.until };
    return { state: 'closed', until: null };
  }

  private timeIsOver(): void {
    this.forgetTime();
    this.needs.report({ kind: 'change', text: words.pairing.doorTimeOver });
    this.needs.changed();
  }

  private forgetTime(): void {
    this.endTimer();
    this.endTimer = () => {};
    this.until = null;
  }
}
