// What the device measures, and what waits to be sent of it.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** Readings that wait while there is no connection; the oldest gives way. */
const MOST_WAITING = 100;
const LONGEST_VALUE = 1024;

/** A room that warms and cools: every `intervalMs` one temperature, in degrees Celsius. `random` is from 0 to 1. */
export async function* simulated(intervalMs, random, signal) {
  for (let celsius = 20; ; celsius += (20 - celsius) / 20 + random() - 0.5) {
    yield { name: 'temperature', value: celsius.toFixed(1) };
    await sleep(intervalMs, undefined, { signal });
  }
}

/** Lines `name value`; others are passed over. */
export async function* fromLines(input) {
  for await (const line of createInterface({ input })) {
    const [, name, value] = /^\s*([A-Za-z0-9_.-]+(?:\/[A-Za-z0-9_.-]+)*)\s+(.*\S)\s*$/.exec(line) ?? [];
    if (name && name.length <= 64 && value.length <= LONGEST_VALUE) yield { name, value };
  }
}

/** First in, first out; a reading leaves it when it was delivered. */
export class Outbox {
  waiting = [];
  added = new EventTarget();

  add(reading) {
    this.waiting.push(reading);
    if (this.waiting.length > MOST_WAITING) this.waiting.shift();
    this.added.dispatchEvent(new Event('reading'));
  }

  get isEmpty() {
    return this.waiting.length === 0;
  }

  /** The oldest, once there is one. It stays until {@link delivered}. */
  async oldest(signal) {
    while (this.isEmpty) await once(this.added, 'reading', { signal });
    return this.waiting[0];
  }

  delivered(reading) {
    this.waiting = this.waiting.filter((one) => one !== reading);
    if (this.isEmpty) this.added.dispatchEvent(new Event('empty'));
  }

  async emptied(signal) {
    while (!this.isEmpty) await once(this.added, 'empty', { signal });
  }
}
