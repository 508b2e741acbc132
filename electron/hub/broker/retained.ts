import type { Publishing } from './front/publishing.ts';
import type { RetainedMessage, RetainedMessages } from './store/retained-messages.ts';

/** The retained messages, as the rest of the hub may deal with them. */
export class Retained {
  private messages: RetainedMessages;
  private publishing: Publishing;

  constructor(messages: RetainedMessages, publishing: Publishing) {
    this.messages = messages;
    this.publishing = publishing;
  }

  /** All as they are at this moment, in no order. */
  all(): RetainedMessage[] {
    return [...this.messages.values()];
  }

  get(topic: string): RetainedMessage | null {
    return this.messages.get(topic) ?? null;
  }

  /** The topics whose retained message a device published last. */
  topicsOf(deviceId: string): string[] {
    return this.messages.topicsOf(deviceId);
  }

  /** Removes a retained message; subscribers are told as by an empty one (MQTT-3.3.1-10). */
  remove(topic: string): Promise<void> {
    return new Promise((resolve) => this.clear(topic, resolve));
  }

  /** The same at once, and returns what was removed; `null` if there was none. */
  take(topic: string): RetainedMessage | null {
    const message = this.get(topic);
    if (message) this.clear(topic, () => {});
    return message;
  }

  /** False while the disk takes nothing: then {@link putBack} must not be called. */
  get canPutBack(): boolean {
    return this.messages.canBeStored;
  }

  /** Resolves when all that changed until now is on disk; at once while the disk takes nothing. */
  stored(): Promise<void> {
    return this.messages.stored();
  }

  /** Publishes one that was taken anew; it keeps its publisher and its time. False if there is no room for it. */
  putBack(message: RetainedMessage): boolean {
    const { topic, payload, qos } = message;
    this.publishing.publish({ cmd: 'publish', length: payload.length, topic, payload, qos, retain: true, dup: false }, null, () => {});
    return this.messages.put(message);
  }

  private clear(topic: string, done: () => void): void {
    const packet = { cmd: 'publish', length: 0, topic, payload: Buffer.alloc(0), qos: 0, retain: true, dup: false };
    this.publishing.publish(packet, null, done);
  }
}
