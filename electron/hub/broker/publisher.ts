import { UserError } from '../../contract/errors.ts';
import { words } from '../words/index.ts';
import type { Publishing } from './front/publishing.ts';
import type { Journal } from './store/journal.ts';

/** A message that the hub itself publishes. */
export interface OwnMessage {
  topic: string;
  payload: Buffer;
  qos: 0 | 1 | 2;
  retain: boolean;
}

/** Publishes for the hub itself: no permission is asked, and no pace kept. */
export class Publisher {
  private journal: Pick<Journal, 'isFailing'>;
  private publishing: Pick<Publishing, 'publish'>;

  constructor(journal: Publisher['journal'], publishing: Publisher['publishing']) {
    this.journal = journal;
    this.publishing = publishing;
  }

  /**
   * Delivered in the order of the calls. Resolves when it is on its way to every subscriber and, with QoS 1 and 2, stored where
   * it must be. Rejects with a {@link UserError} if it cannot be stored now. The topic must be fit to be published to.
   */
  publish({ topic, payload, qos, retain }: OwnMessage): Promise<void> {
    if (qos > 0 && this.journal.isFailing) return Promise.reject(new UserError(words.life.unstorable));
    const packet = { cmd: 'publish', length: payload.length, topic, payload, qos, retain, dup: false };
    return new Promise((resolve, reject) => {
      this.publishing.publish(packet, null, (error) => (error ? reject(new UserError(words.life.unstorable)) : resolve()));
    });
  }
}
