import { afterEach } from 'vitest';
import type { BrokerNeeds } from '../../../electron/hub/broker/broker.ts';
import { House } from '../../conformance/broker-house.ts';
import { ColdStore } from './store/cold-store.ts';

const houses: House[] = [];

afterEach(() => Promise.all(houses.splice(0).map((house) => house.close())));

/** A broker on a file, whose power a test may cut. */
export class ColdHouse {
  readonly cold = new ColdStore();
  house!: House;
  private given: Partial<BrokerNeeds>;
  private settings: Partial<Pick<House, 'gate' | 'limits'>> = {};

  private constructor(given: Partial<BrokerNeeds>) {
    this.given = given;
  }

  static async open(given: Partial<BrokerNeeds> = {}): Promise<ColdHouse> {
    const made = new ColdHouse(given);
    await made.begin();
    return made;
  }

  /** Holds now and after every restart. */
  set(settings: Partial<Pick<House, 'gate' | 'limits'>>): void {
    Object.assign(this.settings, settings);
    Object.assign(this.house, this.settings);
  }

  /** The power fails, and comes back: what was not stored is gone, and all connections are. */
  async powerCut(): Promise<House> {
    this.cold.writer.cut();
    await this.house.close();
    this.cold.restart();
    return this.begin();
  }

  /** The hub stops and starts again, as when a person quits it. */
  async restart(): Promise<House> {
    await this.house.close();
    await this.cold.store.close();
    this.cold.restart();
    return this.begin();
  }

  private async begin(): Promise<House> {
    this.house = new House(this.cold.clock, { ...this.given, store: this.cold.store });
    Object.assign(this.house, this.settings);
    houses.push(this.house);
    await this.house.open();
    return this.house;
  }
}
