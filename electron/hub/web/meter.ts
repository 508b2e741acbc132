import type { RefusalCause } from '../../contract/refusal-cause.ts';
import type { Report } from '../activity/report.ts';

/** Counts what happens, from the hub's start on. It costs next to nothing, because it is told of every message. */
export class Meter {
  readonly received = { messages: 0, bytes: 0 };
  readonly sent = { messages: 0, bytes: 0 };
  readonly refusals = new Map<RefusalCause, number>();
  readonly logins = { accepted: 0, refused: 0 };
  connections = 0;

  /** A message of so many bytes of payload was accepted. */
  took(bytes: number): void {
    this.received.messages++;
    this.received.bytes += bytes;
  }

  /** One was sent to a client. */
  gave(bytes: number): void {
    this.sent.messages++;
    this.sent.bytes += bytes;
  }

  /** A connection was accepted. */
  arrived(stream: { once(event: 'close', listener: () => void): unknown }): void {
    this.connections++;
    stream.once('close', () => {
      this.connections--;
    });
  }

  /** The same report, with its refusals counted. */
  counting(report: Report): Report {
    return (happening) => {
      if (happening.refusal) this.count(happening.refusal.cause);
      report(happening);
    };
  }

  private count(cause: RefusalCause): void {
    this.refusals.set(cause, (this.refusals.get(cause) ?? 0) + 1);
  }
}
