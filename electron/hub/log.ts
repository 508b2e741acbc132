import pino, { type Logger } from 'pino';

/** Fields that hold a secret wherever they turn up: their values never reach the log. */
const SECRETS = ['password', 'passwordHash', 'payload', 'authorization', 'nonce', 'token'];

/** The program's own log: one JSON object per line on standard error. */
export function makeLog(): Logger {
  return pino(
    { level: 'info', base: null, redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`]), censor: '[masked]' } },
    pino.destination({ dest: 2, sync: true }),
  );
}
