import { parentPort, workerData } from 'node:worker_threads';
import { type JobOrder, serveJob } from './hub/backup/job-thread.ts';

const main = parentPort;
if (!main) throw new Error('Backups are made on a thread of their own.');

void serveJob(workerData as JobOrder, main);
