import type { Publishing } from './front/publishing.ts';
import type { RetainedMessages } from './store/retained-messages.ts';

/** The retained messages, as the rest of the hub may deal with them. */
export class Retained {
  private messages: RetainedMessages;
  private publishing: Publishing;

  constructor(messages: RetainedMessages, publishing: Publishing) {
    this.messages = messages;
    this.publishing = publishing;
  }

  /** The topics whose retained message a device published last. */
  topicsOf(deviceId: string): string[] {
    return this.messages.topicsOf(deviceId);
  }

  /** Removes a retained message; subscribers are told as by an empty one (MQTT-3.3.1-10). */
  remove(topic: string): Promise<void> {
    const packet = { cmd: 'publish', length: 0, topic, payload: Buffer.alloc(0), qos: 0, retain: true, dup: false };
    return new Promise((resolve) => this.publishing.publish(packet, null, () => resolve()));
  }
}
