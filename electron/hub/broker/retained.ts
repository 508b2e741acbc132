import type { Aedes } from 'aedes';

/** Which device published each retained message last: asked about when the device is revoked. */
export class Retained {
  private aedes: Aedes;
  private publishers = new Map<string, string>();

  constructor(aedes: Aedes) {
    this.aedes = aedes;
  }

  /** A retained message was published, or removed (`null`). */
  note(topic: string, deviceId: string | null): void {
    if (deviceId === null) this.publishers.delete(topic);
    else this.publishers.set(topic, deviceId);
  }

  topicsOf(deviceId: string): string[] {
    return [...this.publishers].flatMap(([topic, publisher]) => (publisher === deviceId ? [topic] : []));
  }

  /** Removes a retained message; subscribers are told as by an empty one (MQTT-3.3.1-10). */
  remove(topic: string): Promise<void> {
    const packet = { cmd: 'publish' as const, topic, payload: Buffer.alloc(0), qos: 0 as const, retain: true, dup: false };
    return new Promise((resolve, reject) => this.aedes.publish(packet, (error) => (error ? reject(error) : resolve())));
  }
}
