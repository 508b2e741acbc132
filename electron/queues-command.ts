import type { QueueShape } from './contract/queues.ts';
import { QueueReportError, readQueues } from './hub/queues-report.ts';
import { queueJson, queueTable } from './hub/queues-table.ts';

export interface QueuesCommand {
  dataDir: string;
  json: boolean;
  /** Which counts are shown, and which rows are the worst. */
  by: keyof QueueShape;
  now: number;
}

/** What `porchlight queues` prints, where, and its exit code. Starts nothing and changes nothing. */
export function runQueuesCommand({ dataDir, json, by, now }: QueuesCommand): { code: 0 | 1; output: string; errors: string } {
  try {
    const report = readQueues(dataDir, now, by);
    return { code: 0, output: json ? queueJson(report) : queueTable(report, by), errors: '' };
  } catch (error) {
    if (!(error instanceof QueueReportError)) throw error;
    return { code: 1, output: '', errors: `porchlight: ${error.message}\n` };
  }
}

/** Runs it on standard output and standard error, and then `exit`. */
export function printQueues(command: QueuesCommand, exit: (code: number) => void): void {
  const { code, output, errors } = runQueuesCommand(command);
  // Whoever reads may have seen enough, and closed it.
  process.stdout.on('error', () => {});
  process.stderr.write(errors);
  process.stdout.write(output, () => exit(code));
}
