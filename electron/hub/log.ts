import pino, { type DestinationStream, type Logger } from 'pino';
import { LogLines } from './help/log-lines.ts';
import { MASKED, maskValue } from './help/mask.ts';

/** Fields that hold a secret wherever they turn up: their values never reach the log. */
const SECRETS = ['password', 'passwordHash', 'payload', 'authorization', 'nonce', 'token'];

/** The program's own log, and its newest lines in memory for who looks for a fault. */
export interface Journal {
  log: Logger;
  lines: LogLines;
}

/**
 * One JSON object per line, by default on standard error, and nowhere else: journald, Docker and a terminal keep it from there
 * and bound it by their own rules, and no second copy of what went on in a home lies on its disk.
 *
 * Secrets are masked twice: the known fields by path before a line is made, then by form and name in the whole line.
 */
export function makeJournal(out: DestinationStream = pino.destination({ dest: 2, sync: true })): Journal {
  const lines = new LogLines();
  const log = pino(
    { level: 'info', base: null, redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`]), censor: MASKED } },
    {
      write(line) {
        const masked = maskValue(JSON.parse(line)) as Record<string, unknown>;
        lines.add(masked);
        out.write(`${JSON.stringify(masked)}\n`);
      },
    },
  );
  return { log, lines };
}
