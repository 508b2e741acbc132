import { type MessagePort, Worker } from 'node:worker_threads';
import type { Language } from '../../contract/language.ts';
import { speak, spokenLanguage, words } from '../words/index.ts';
import { doJob, type Job, type JobData, type JobResults } from './jobs.ts';
import { Unusable } from './problems.ts';

/** Does jobs somewhere. */
export interface Jobs {
  /** Rejects with {@link Unusable}, or with an error of the file system or SQLite. */
  run<J extends Job>(job: J, data: JobData): Promise<JobResults[J['kind']]>;
  /** Ends what is under way; what it began is thrown away at the next start. */
  stop(): Promise<void>;
}

/** What the thread is started with, and the one thing that it tells. */
export interface JobOrder {
  job: Job;
  data: JobData;
  /** Of what the thread says: it shares no words with the hub's. */
  language: Language;
}
type JobOutcome = { result: unknown } | { fault: { message: string; code?: string; errcode?: number; isForPerson: boolean } };

/** From source, in tests, the thread is a TypeScript file; in the app it is built beside the hub's own. */
const THREAD = import.meta.url.endsWith('.ts')
  ? new URL('../../backup-thread.ts', import.meta.url)
  : new URL('./backup-thread.cjs', import.meta.url);

/** A thread of its own for each job, so that no message waits for the disk, the copy of a database, or scrypt. */
export class ThreadJobs implements Jobs {
  private workers = new Set<Worker>();

  run<J extends Job>(job: J, data: JobData): Promise<JobResults[J['kind']]> {
    const worker = new Worker(THREAD, { workerData: { job, data, language: spokenLanguage() } satisfies JobOrder });
    this.workers.add(worker);
    return new Promise((resolve, reject) => {
      worker.once('message', (outcome: JobOutcome) => {
        if ('result' in outcome) resolve(outcome.result as JobResults[J['kind']]);
        else reject(errorOf(outcome.fault));
      });
      worker.once('error', reject);
      worker.once('exit', () => {
        this.workers.delete(worker);
        reject(new Unusable(words.backup.stopped));
      });
    });
  }

  async stop(): Promise<void> {
    await Promise.all([...this.workers].map((worker) => worker.terminate()));
  }
}

/** The other end of {@link ThreadJobs}, on its thread. */
export async function serveJob({ job, data, language }: JobOrder, port: MessagePort): Promise<void> {
  speak(language);
  const outcome: JobOutcome = await doJob(job, data).then(
    (result) => ({ result }),
    (error: Error & { code?: string; errcode?: number }) => {
      const { message, code, errcode } = error;
      return { fault: { message, ...(code && { code }), ...(errcode && { errcode }), isForPerson: error instanceof Unusable } };
    },
  );
  port.postMessage(outcome);
}

function errorOf({ isForPerson, message, ...codes }: Extract<JobOutcome, { fault: unknown }>['fault']): Error {
  return isForPerson ? new Unusable(message) : Object.assign(new Error(message), codes);
}
