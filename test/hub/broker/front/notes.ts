import type { Message } from '../../../../electron/hub/broker/front/internals.ts';
import type { Line } from '../../../../electron/hub/broker/front/line.ts';
import type { Session } from '../../../../electron/hub/broker/front/session.ts';

/** Writes down what a session sends: `payload:qos:id`, with a `!` in front of what was sent before. */
export class Notes {
  sent: string[] = [];
  isJammed = false;
  isFree = true;
  mayRead = (_message: Message) => true;

  publish(message: Message, qos: number, id: number, dup: boolean): boolean {
    if (!this.mayRead(message)) return false;
    this.sent.push(`${dup ? '!' : ''}${message.payload}:${qos}:${id}`);
    return true;
  }

  pubrel(id: number): void {
    this.sent.push(`pubrel:${id}`);
  }

  /** What was sent since this was last asked. */
  take(): string[] {
    return this.sent.splice(0);
  }
}

/** The client of a session is there; what it is sent is written down. */
export function open(session: Session): Notes {
  const notes = new Notes();
  session.open(notes as unknown as Line);
  return notes;
}
