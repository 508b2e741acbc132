import type { RandomBytes } from '../../clock.ts';
import { instanceLabel } from './names.ts';
import type { OwnNames } from './records.ts';

export interface NamingNeeds {
  random: RandomBytes;
  instanceName: () => string;
  hostLabels: () => string[];
}

/** The names that the hub goes by: those it wishes for, and others where these are taken. */
export class Naming {
  private needs: NamingNeeds;
  private wishes = '';
  private hostTries = 0;
  private serviceTries = 0;
  private names: OwnNames = { host: '', instance: '' };

  constructor(needs: NamingNeeds) {
    this.needs = needs;
    this.refresh();
  }

  get host(): string {
    return this.names.host;
  }

  get instance(): string {
    return this.names.instance;
  }

  /** Goes back to the wishes if they are others than before. Returns whether a name changed. */
  refresh(): boolean {
    const labels = this.needs.hostLabels();
    const wanted = this.needs.instanceName();
    const wishes = JSON.stringify([labels, wanted]);
    if (wishes === this.wishes) return false;
    this.wishes = wishes;
    this.hostTries = 0;
    this.serviceTries = 0;
    const before = this.names;
    this.names = { host: `${labels[0] ?? 'hub'}.local`, instance: instanceLabel(wanted, 1) };
    return before.host !== this.names.host || before.instance !== this.names.instance;
  }

  /** Takes another name, since the present one is taken. */
  next(what: 'host' | 'service'): void {
    if (what === 'host') this.names = { ...this.names, host: this.nextHost() };
    else this.names = { ...this.names, instance: instanceLabel(this.needs.instanceName(), 2 + this.serviceTries++) };
  }

  private nextHost(): string {
    const labels = this.needs.hostLabels();
    const label = labels[++this.hostTries] ?? `${labels[0] ?? 'hub'}-${Buffer.from(this.needs.random(2)).toString('hex')}`;
    return `${label}.local`;
  }
}
