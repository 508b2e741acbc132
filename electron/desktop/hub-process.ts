import { MessageChannel, Worker } from 'node:worker_threads';
import type { HubClient } from '../contract/client.ts';
import { hubClient } from '../contract/port.ts';
import type { FromHubThread, HubOptions, ReadyLine, ToHubThread } from '../contract/start.ts';
import type { StartTrouble } from '../contract/start-trouble.ts';
import { HUB_STOP_MS, YOUNG_GENERATION_MIB } from './limits.ts';

/** The hub could not start, and why. */
export class HubStartError extends Error {
  readonly trouble: StartTrouble;

  constructor(message: string, trouble: StartTrouble) {
    super(message);
    this.trouble = trouble;
  }
}

/** The hub on its own thread, so that nothing that a window does can hold up a message. */
export interface HubProcess {
  /** Rejects with a {@link HubStartError} when the hub cannot start; its thread is ended then. */
  readonly ready: Promise<ReadyLine>;
  /** Resolves with words when the hub ends after it was ready and nobody had asked it to. */
  readonly lost: Promise<string>;
  /** One more client. Its calls wait until the hub is ready. */
  connect(): HubClient;
  /** Resolves when everything is stored, or when the time for it is over. */
  stop(): Promise<void>;
}

/** Starts the hub. `thread` is the file that runs it. */
export function startHub(thread: string | URL, options: HubOptions, stopMs = HUB_STOP_MS): HubProcess {
  const worker = new Worker(thread, { workerData: options, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MIB } });
  const ready = Promise.withResolvers<ReadyLine>();
  const lost = Promise.withResolvers<string>();
  const gone = Promise.withResolvers<void>();
  let stopping: Promise<void> | null = null;
  let wasReady = false;
  let lastError = '';

  const send = (message: ToHubThread) => worker.postMessage(message, message.kind === 'connect' ? [message.port] : []);

  worker.on('message', (message: FromHubThread) => {
    if (message.kind === 'ready') {
      wasReady = true;
      ready.resolve(message.ready);
    }
    if (message.kind === 'failed') {
      ready.reject(new HubStartError(message.message, message.trouble));
      // Whatever it had open by then is closed with it.
      void worker.terminate();
    }
    if (message.kind === 'stopped') gone.resolve();
  });
  worker.on('error', (error) => {
    lastError = error instanceof Error ? error.message : String(error);
    console.error('The hub failed:', error);
  });
  worker.on('exit', (code) => {
    gone.resolve();
    const words = `The hub ended unexpectedly (${lastError || `code ${code}`}).`;
    if (stopping) return;
    ready.reject(new HubStartError(words, { cause: 'other', folder: options.dataDir, detail: words }));
    if (wasReady) lost.resolve(words);
  });

  async function stop() {
    const timer = setTimeout(() => {
      console.error(`The hub did not stop within ${stopMs} ms and was ended.`);
      gone.resolve();
    }, stopMs);
    send({ kind: 'stop' });
    await gone.promise;
    clearTimeout(timer);
    await worker.terminate();
  }

  return {
    ready: ready.promise,
    lost: lost.promise,
    connect: () => {
      if (stopping) return stoppedClient();
      const { port1, port2 } = new MessageChannel();
      send({ kind: 'connect', port: port2 });
      return hubClient(port1);
    },
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

/** A client of a hub that is not there: refuses every call. */
export function stoppedClient(): HubClient {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  return hubClient(port1);
}
