import { parentPort, workerData } from 'node:worker_threads';
import { LIMITS } from './hub/limits.ts';
import { openDatabase } from './hub/storage/database.ts';
import { serveWriter } from './hub/storage/writer/writer.ts';

const main = parentPort;
if (!main) throw new Error('The writer runs on a thread of its own.');

serveWriter(main, () => openDatabase((workerData as { file: string }).file), LIMITS.storeRetryMs);
