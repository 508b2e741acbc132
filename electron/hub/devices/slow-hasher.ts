import { Worker } from 'node:worker_threads';

/**
 * Two kinds: Mosquitto's PBKDF2 (RFC 8018) with SHA-512 when it is told iterations, else scrypt, RFC 7914 with 16 MiB, as Node's own defaults have it. Runs on a thread of its own, because the asynchronous `scrypt` of
 * Electron's Node computes every hash twice and once of them on the calling thread (BoringSSL has no cheap check of parameters).
 * On Linux a priority is a thread's own; elsewhere it would be that of the whole app.
 */
const WORKER = `
  const { parentPort } = require('node:worker_threads');
  const { pbkdf2Sync, scryptSync } = require('node:crypto');
  if (process.platform === 'linux') require('node:os').setPriority(0, 19);
  parentPort.on('message', ({ password, salt, iterations }) => {
    parentPort.postMessage(
      iterations === null ? scryptSync(password, salt, 32, { N: 16384, r: 8, p: 1 }) : pbkdf2Sync(password, salt, iterations, 64, 'sha512'),
    );
  });
`;

interface Job {
  resolve(hash: Uint8Array): void;
  reject(error: Error): void;
}

/** Computes slow hashes off the event loop. Threads are started when they are needed, one for each hash that runs at a time. */
export class SlowHasher {
  private idle: Worker[] = [];
  private jobs = new Map<Worker, Job>();

  /** scrypt, 32 bytes; with `iterations` PBKDF2, 64 bytes. Rejects if the thread breaks. */
  hash(password: Uint8Array, salt: Uint8Array, iterations: number | null = null): Promise<Uint8Array> {
    const worker = this.idle.pop() ?? this.start();
    return new Promise((resolve, reject) => {
      this.jobs.set(worker, { resolve, reject });
      worker.ref();
      worker.postMessage({ password: Uint8Array.from(password), salt: Uint8Array.from(salt), iterations });
    });
  }

  private start(): Worker {
    const worker = new Worker(WORKER, { eval: true });
    worker.on('message', (hash: Uint8Array) => {
      // An idle thread must not keep the hub from ending.
      worker.unref();
      this.idle.push(worker);
      this.take(worker)?.resolve(hash);
    });
    const ended = () => {
      this.idle = this.idle.filter((other) => other !== worker);
      this.take(worker)?.reject(new Error('The thread that hashes passwords ended.'));
    };
    worker.on('error', ended);
    worker.on('exit', ended);
    return worker;
  }

  private take(worker: Worker): Job | undefined {
    const job = this.jobs.get(worker);
    this.jobs.delete(worker);
    return job;
  }
}
