import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { HubClient } from '../contract/client.ts';
import { UserError } from '../contract/errors.ts';
import type { Language } from '../contract/language.ts';
import { hubClient } from '../contract/port.ts';
import type { FromHubThread, HubOptions, ReadyLine, ToHubThread, WebLink } from '../contract/start.ts';
import type { StartTrouble } from '../contract/start-trouble.ts';
import { HUB_STOP_MS, YOUNG_GENERATION_MIB } from './limits.ts';
import { words } from './words.ts';

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
  /** Resolves when the hub asks to be stopped and started anew. */
  readonly wantsRestart: Promise<void>;
  /** One more client. Its calls wait until the hub is ready. */
  connect(): HubClient;
  /** The computer woke from sleep, or (`slept` is false) somebody is back at it. */
  woke(slept: boolean): void;
  /** What the hub says from now on is in this language. */
  speak(language: Language): void;
  /** Resolves when everything is stored, or when the time for it is over. */
  stop(): Promise<void>;
}

/** Makes the threads that hubs run on. */
export interface HubThreads {
  /** One that no hub runs on yet. */
  take(): Worker;
  /** Ends the one that waits for a hub: Electron would crash if it exited while the thread loads. */
  end(): Promise<void>;
}

/**
 * Threads that run this file. The first begins to load at once, so that it has loaded by the time that Electron is ready and a hub is
 * to be started on it; each later one when it is taken. `codeCache` is a folder for what Node compiled of the file.
 */
export function hubThreads(file: string | URL, codeCache: string | null = null): HubThreads {
  const env = { ...process.env, ...(codeCache && { NODE_COMPILE_CACHE: codeCache }) };
  const make = () => new Worker(file, { env, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MIB } });
  let loading: Worker | null = make();
  // The next one meets the same fault, and by then there is somebody to say it.
  const drop = () => {
    loading = null;
  };
  loading.once('error', drop).once('exit', drop);
  return {
    take: () => {
      const taken = loading ?? make();
      loading = null;
      return taken;
    },
    end: async () => {
      await loading?.terminate();
    },
  };
}

/** Starts the hub on a thread of its own; `webLink` is told each one-time link for browsers. */
export function startHub(
  threads: HubThreads,
  options: HubOptions,
  stopMs = HUB_STOP_MS,
  webLink: (link: WebLink) => void = () => {},
): HubProcess {
  const worker = threads.take();
  const ready = Promise.withResolvers<ReadyLine>();
  const lost = Promise.withResolvers<string>();
  const wantsRestart = Promise.withResolvers<void>();
  const gone = Promise.withResolvers<void>();
  let stopping: Promise<void> | null = null;
  /** Our ends of the clients' ports. */
  const ports = new Set<MessagePort>();
  let hasEnded = false;
  let wasReady = false;
  let lastError = '';

  const send = (message: ToHubThread) => worker.postMessage(message, message.kind === 'connect' ? [message.port] : []);

  send({ kind: 'start', options });
  worker.on('message', (message: FromHubThread) => {
    switch (message.kind) {
      case 'ready':
        wasReady = true;
        ready.resolve(message.ready);
        break;
      case 'failed':
        ready.reject(new HubStartError(message.message, message.trouble));
        // Whatever it had open by then is closed with it.
        void worker.terminate();
        break;
      case 'restart':
        wantsRestart.resolve();
        break;
      case 'stopped':
        gone.resolve();
        break;
      case 'web-link':
        webLink({ url: message.url, fingerprint: message.fingerprint });
        break;
    }
  });
  worker.on('error', (error) => {
    lastError = error instanceof Error ? error.message : String(error);
    console.error('The hub failed:', error);
  });
  worker.on('exit', (code) => {
    gone.resolve();
    hasEnded = true;
    // A port that was on its way to a thread that ended is told by nobody.
    for (const port of ports) port.close();
    const why = words.hub.ended(lastError || `code ${code}`);
    if (stopping) return;
    ready.reject(new HubStartError(why, { cause: 'other', folder: options.dataDir, detail: why }));
    if (wasReady) lost.resolve(why);
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
    wantsRestart: wantsRestart.promise,
    connect: () => {
      if (stopping || hasEnded) return refusingClient(words.hub.stopped);
      const { port1, port2 } = new MessageChannel();
      ports.add(port1);
      port1.once('close', () => ports.delete(port1));
      send({ kind: 'connect', port: port2 });
      return hubClient(port1);
    },
    woke: (slept) => send({ kind: 'woke', slept }),
    speak: (language) => send({ kind: 'speak', language }),
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

/** A client of a hub that is not there: refuses every call with these words. */
export function refusingClient(why: string): HubClient {
  return {
    call: () => Promise.reject(new UserError(why)),
    onUpdate: () => () => {},
    close: () => {},
  };
}
