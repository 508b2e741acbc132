import { join } from 'node:path';
import { runSql } from './sqlite.ts';

export interface Fill {
  clients: number;
  /** In the first client's queue; each further one has less, by the same step, if `even` is not set. */
  messages: number;
  even: boolean;
  /** Between one message and the next, in milliseconds: the newest has just come. */
  apartMs: number;
}

/** Writes sessions with waiting messages into the data folder of an app that does not run. */
export function fillQueues(dataDir: string, { clients, messages, even, apartMs }: Fill): void {
  const most = `${messages} - ${even ? 0 : Math.floor(messages / clients)} * (s - 1)`;
  const name = `CASE s % 5 WHEN 0 THEN 'homeassistant' WHEN 1 THEN 'nodered' WHEN 2 THEN 'display' WHEN 3 THEN 'logger' ELSE 'phone' END || '-' || s`;
  const each = (what: string) => `
    WITH RECURSIVE sessions_(s) AS (SELECT 1 UNION ALL SELECT s + 1 FROM sessions_ WHERE s < ${clients}),
      numbers(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < ${messages})
    ${what};`;
  const now = Date.now();
  runSql(
    join(dataDir, 'porchlight.db'),
    `BEGIN;
    ${each(`INSERT INTO sessions SELECT s, ${name}, 'device:none', ${now}, 0, 0, NULL FROM sessions_`)}
    ${each(`INSERT INTO messages SELECT (s - 1) * ${messages} + i, 'home/' || CASE i % 3 WHEN 0 THEN 'hall' WHEN 1 THEN 'garden' ELSE 'attic' END || '/sensor' || (i % 7),
      CAST(printf('%.1f', 20 + i % 90 / 10.0) AS BLOB), 1, 0, NULL, 1 FROM sessions_, numbers WHERE i <= ${most}`)}
    ${each(`INSERT INTO queue SELECT s, i, (s - 1) * ${messages} + i, 1, ${now} - (${most} - i) * ${apartMs}, 24, 0, 0
      FROM sessions_, numbers WHERE i <= ${most}`)}
    COMMIT;`,
  );
}
