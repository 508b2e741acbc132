import type { Socket } from 'node:net';
import mqtt, { type MqttClient } from 'mqtt';
import type { Target } from './wire.ts';

const PROBE_MS = 10;
/** A probe that is not back by then counts as this long. */
const LOST_MS = 5_000;

/** Times of round trips in milliseconds. */
export interface RoundTrips {
  count: number;
  p50: number;
  p99: number;
  worst: number;
}

/** A client like any other, that sends itself messages of QoS 0 and 1 by turns and measures how long each is on its way. */
export class Canary {
  private client: MqttClient;
  private back = new Map<string, () => void>();
  private lastProbe = 0;

  private constructor(client: MqttClient) {
    this.client = client;
    client.on('message', (_topic, payload) => {
      const probe = payload.toString();
      this.back.get(probe)?.();
      this.back.delete(probe);
    });
  }

  static async hatch({ port, account }: Target): Promise<Canary> {
    const credential = { username: account.userName, password: account.password };
    const client = await mqtt.connectAsync({ host: '127.0.0.1', port, clientId: 'canary', reconnectPeriod: 0, ...credential });
    // Else the system holds small packets back until earlier ones are acknowledged, and that is what would be measured.
    (client.stream as Socket).setNoDelay(true);
    await client.subscribeAsync('canary/+', { qos: 1 });
    return new Canary(client);
  }

  get isAlive(): boolean {
    return this.client.connected;
  }

  /** Probes at a steady pace until `until` settles; then waits for those that are on their way. */
  async during(until: Promise<unknown>): Promise<RoundTrips> {
    let running = true;
    const stop = () => {
      running = false;
    };
    void until.then(stop, stop);
    const probes: Promise<number>[] = [];
    while (running) {
      probes.push(this.probe(probes.length % 2 === 0 ? 0 : 1));
      await new Promise((resolve) => setTimeout(resolve, PROBE_MS));
    }
    const times = (await Promise.all(probes)).sort((a, b) => a - b);
    const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? Number.NaN;
    return { count: times.length, p50: at(0.5), p99: at(0.99), worst: at(1) };
  }

  async fly(): Promise<void> {
    await this.client.endAsync(true);
  }

  private probe(qos: 0 | 1): Promise<number> {
    const probe = `${++this.lastProbe}`;
    const start = performance.now();
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(LOST_MS), LOST_MS);
      this.back.set(probe, () => {
        clearTimeout(timer);
        resolve(performance.now() - start);
      });
      this.client.publish(`canary/${qos}`, probe, { qos });
    });
  }
}
