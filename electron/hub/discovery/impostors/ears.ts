import type { RemoteInfo } from 'node:dgram';
import type { Report } from '../../activity/report.ts';
import type { Clock } from '../../clock.ts';
import type { Interfaces } from '../../network/interfaces.ts';
import { words } from '../../words/index.ts';
import { type Announcement, type NoAnnouncement, readAnnouncement } from '../announce/announcement.ts';
import { bare } from '../announce/paths.ts';
import { TRIGGER_PAYLOAD } from '../trigger.ts';
import { CheckBudget } from './check-budget.ts';
import { Ear } from './ear.ts';

export interface EarsNeeds {
  clock: Clock;
  interfaces: Interfaces;
  /** `127.0.0.1`: nothing from the network is heard. */
  bind: () => '127.0.0.1' | 'lan';
  /** UDP ports of announcements and of the call to EmonESP devices, both settled. */
  ports: () => { announce: number; trigger: number };
  hubId: string;
  report: Report;
  /** An announcement, or what passes for one, from an address that is not this machine's. */
  heard: (result: Announcement | NoAnnouncement, address: string) => void;
  /** This hub's own announcement came back. */
  echo: () => void;
  /** Somebody else calls EmonESP devices. */
  called: (address: string) => void;
}

/** Where one ear is wanted. */
interface Place {
  family: 4 | 6;
  address: string;
  port: number;
  heard: (packet: Buffer, from: RemoteInfo) => void;
}

/** What broadcasts on this machine are sent to; a socket bound to it hears nothing else. Other systems than Linux refuse that. */
const LOOPBACK_CALL = process.platform === 'linux' ? '127.255.255.255' : '127.0.0.1';

/** Listens to what others announce and call. A port that cannot be opened is told once; it is tried again at each {@link refresh}. */
export class Ears {
  private needs: EarsNeeds;
  private budget: CheckBudget;
  private open = new Map<string, Ear>();
  private told = new Set<number>();
  private turn: Promise<void> = Promise.resolve();
  private running = false;

  constructor(needs: EarsNeeds) {
    this.needs = needs;
    this.budget = new CheckBudget(needs.clock);
  }

  /** Resolves when all that can be heard is heard. */
  start(): Promise<void> {
    this.running = true;
    return this.queue();
  }

  /** To be called when addresses, ports or the bind changed: opens and closes what that asks for, and nothing else. */
  refresh(): void {
    void this.queue();
  }

  /** Resolves when every port is free again. */
  stop(): Promise<void> {
    this.running = false;
    return this.queue();
  }

  private queue(): Promise<void> {
    this.turn = this.turn.then(() => this.settle());
    return this.turn;
  }

  private async settle(): Promise<void> {
    const wanted = new Map(this.running ? this.places().map((place) => [`${place.address} ${place.port}`, place]) : []);
    for (const [key, ear] of this.open) {
      if (wanted.has(key)) continue;
      this.open.delete(key);
      ear.close();
    }
    for (const [key, place] of wanted) if (!this.open.has(key)) await this.listen(key, place);
    const own = this.needs.interfaces();
    for (const [key, ear] of this.open) if (wanted.get(key)?.family === 6) ear.join(own);
  }

  private places(): Place[] {
    const { announce, trigger } = this.needs.ports();
    const announced: Place['heard'] = (packet, from) => this.announced(packet, from.address);
    const called: Place['heard'] = (packet, from) => this.called(packet, from.address);
    const onLoopback = this.needs.bind() === '127.0.0.1';
    const address = onLoopback ? LOOPBACK_CALL : '0.0.0.0';
    const places: Place[] = [
      { family: 4, address, port: announce, heard: announced },
      { family: 4, address, port: trigger, heard: called },
    ];
    return onLoopback ? places : [...places, { family: 6, address: '::', port: announce, heard: announced }];
  }

  private async listen(key: string, place: Place): Promise<void> {
    const failed = (error: Error) => {
      this.open.get(key)?.close();
      this.open.delete(key);
      this.tell(place, error);
    };
    try {
      this.open.set(key, await Ear.open({ ...place, failed }));
      if (place.family === 4) this.told.delete(place.port);
    } catch (error) {
      this.tell(place, error as NodeJS.ErrnoException);
    }
  }

  private tell({ family, port }: Place, { code }: NodeJS.ErrnoException): void {
    // A machine without IPv6 misses nothing there.
    if (this.told.has(port) || (family === 6 && ['EAFNOSUPPORT', 'EADDRNOTAVAIL'].includes(code ?? ''))) return;
    this.told.add(port);
    const text = words.network.cannotListen(port, code === 'EADDRINUSE' ? null : (code ?? 'unknown error'));
    this.needs.report({ kind: 'problem', text });
  }

  private announced(packet: Uint8Array, address: string): void {
    if (!this.budget.take(address)) return;
    const result = readAnnouncement(packet);
    if (!this.isOwn(address)) this.needs.heard(result, address);
    else if (!('fault' in result) && result.hub === this.needs.hubId) this.needs.echo();
  }

  private called(packet: Buffer, address: string): void {
    // The firmware reads up to the first NUL.
    if (packet.toString('latin1').split('\0')[0] !== TRIGGER_PAYLOAD.toString('latin1')) return;
    if (this.budget.take(address) && !this.isOwn(address)) this.needs.called(address);
  }

  private isOwn(address: string): boolean {
    return this.needs.interfaces().some((own) => bare(own.address) === bare(address));
  }
}
