import type { InnerClient } from './internals.ts';

/** The answer to one message; it may be ready long before or after its neighbours. */
export interface Answer {
  bytes: Buffer;
  isReady: boolean;
}

/** Acknowledgements to one publisher, sent in the order in which its messages came (MQTT-4.6.0-2, 4.6.0-3). */
export class Answers {
  private client: InnerClient;
  private owed: Answer[] = [];

  constructor(client: InnerClient) {
    this.client = client;
  }

  /** How many it waits for. */
  get count(): number {
    return this.owed.length;
  }

  owe(bytes: Buffer): Answer {
    const answer = { bytes, isReady: false };
    this.owed.push(answer);
    return answer;
  }

  ready(answer: Answer): void {
    answer.isReady = true;
    const { conn } = this.client;
    while (this.owed[0]?.isReady) {
      const { bytes } = this.owed.shift() as Answer;
      if (conn.writable) conn.write(bytes);
    }
  }
}
