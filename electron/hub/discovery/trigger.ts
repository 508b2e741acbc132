import { UserError } from '../../contract/errors.ts';
import type { Report } from '../activity/report.ts';
import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import type { LocalAddress, LocalAddresses } from '../network/addresses.ts';
import { words } from '../words/index.ts';
import { freeUdpPort, sendDatagram } from './datagrams.ts';

/** Compared by the firmware byte for byte (autoauth.cpp, strcmp): 12 bytes, nothing after them. */
export const TRIGGER_PAYLOAD = Buffer.from('emonpi.local', 'ascii');

export interface TriggerNeeds {
  clock: Clock;
  addresses: LocalAddresses;
  /** `127.0.0.1`: only devices on this machine are meant. */
  bind: () => '127.0.0.1' | 'lan';
  /** Why it must not be switched on now, in words, or `null`. */
  obstacle: () => string | null;
  report: Report;
  /** The switch, or the time at which it turns itself off, changed. */
  changed: () => void;
}

/**
 * Calls every EmonESP on the network to this hub, while a person wants it: a UDP broadcast on each interface,
 * from that interface's own address, because the device takes the sender for its broker from then on.
 * That is also why it is off at start and turns itself off.
 */
export class Trigger {
  private needs: TriggerNeeds;
  private wantedPort: number;
  private usedPort: number | null = null;
  private until: number | null = null;
  private cancel: (() => void)[] = [];
  private failing = new Set<string>();

  /** `port`: 5005 is the firmware's; 0 asks the system for a free one, once. */
  constructor(needs: TriggerNeeds, port: number) {
    this.needs = needs;
    this.wantedPort = port;
  }

  /** The port that devices listen on; 0 before {@link start} if any will do. */
  get port(): number {
    return this.usedPort ?? this.wantedPort;
  }

  /** Settles the port, and returns it. Sends nothing. */
  async start(): Promise<number> {
    this.usedPort ??= this.wantedPort === 0 ? await freeUdpPort() : this.wantedPort;
    return this.usedPort;
  }

  stop(): void {
    for (const cancel of this.cancel.splice(0)) cancel();
    this.until = null;
  }

  state(): { on: boolean; until: number | null } {
    return { on: this.until !== null, until: this.until };
  }

  /** Switching on sends at once; when it is on already, its time starts anew. Throws a {@link UserError} if it must not be. */
  set(on: boolean): void {
    const obstacle = on ? this.needs.obstacle() : null;
    if (obstacle) throw new UserError(obstacle);
    const wasOn = this.until !== null;
    this.stop();
    if (on) this.turnOn();
    if (on !== wasOn) {
      this.needs.report({ kind: 'decision', text: words.emonEsp.switched(on) });
    }
    if (on || wasOn) this.needs.changed();
  }

  private turnOn(): void {
    const { clock } = this.needs;
    this.until = clock.now() + LIMITS.pairSwitchMs;
    this.cancel = [
      clock.every(LIMITS.triggerIntervalMs, () => this.round()),
      clock.after(LIMITS.pairSwitchMs, () => {
        this.stop();
        this.needs.report({ kind: 'change', text: words.emonEsp.switchedItselfOff });
        this.needs.changed();
      }),
    ];
    this.round();
  }

  /** Addresses are read anew each time: cables are pulled and Wi-Fi comes and goes. */
  private round(): void {
    const loopback = this.needs.bind() === '127.0.0.1';
    const own = this.needs.addresses().filter((local) => local.loopback === loopback);
    // A subnet of one address (a tunnel) has nobody to call.
    const reachable = own.filter((local) => local.broadcast !== local.address);
    if (reachable.length === 0) this.failed('none', words.emonEsp.noNetwork);
    else this.failing.delete('none');
    for (const local of reachable) void this.send(local);
  }

  private async send(local: LocalAddress): Promise<void> {
    const key = `${local.interface} ${local.address}`;
    const code = await sendDatagram({ family: 4, from: local.address, to: local.broadcast, port: this.port, payload: TRIGGER_PAYLOAD });
    if (code === null) this.failing.delete(key);
    else this.failed(key, words.emonEsp.cannotCall(local.address, local.interface, code));
  }

  /** Told once, until it works again. */
  private failed(key: string, text: string): void {
    if (this.failing.has(key)) return;
    this.failing.add(key);
    this.needs.report({ kind: 'problem', text });
  }
}
