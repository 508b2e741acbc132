import { parentPort } from 'node:worker_threads';
import { serveHub } from './contract/port.ts';
import type { FromHubThread, HubOptions, ToHubThread } from './contract/start.ts';
import { Hub } from './hub/hub.ts';
import { makeJournal } from './hub/log.ts';
import { startFailure } from './hub/storage/start-failure.ts';
import { speak, words } from './hub/words/index.ts';

const main = parentPort;
if (!main) throw new Error('The hub runs on a thread of its own.');

const { log, lines } = makeJournal();
const tell = (message: FromHubThread) => main.postMessage(message);

// The hub may still be starting when it is told to stop, so everything waits for the same promise.
let starting: Promise<Hub | null> = Promise.resolve(null);

main.on('message', async (message: ToHubThread) => {
  if (message.kind === 'start') {
    starting = start(message.options);
    return;
  }
  if (message.kind === 'speak') {
    speak(message.language);
    return;
  }
  const hub = await starting;
  if (message.kind === 'connect') {
    if (hub) serveHub(hub.face, message.port);
    else message.port.close();
    return;
  }
  if (message.kind === 'woke') {
    hub?.woke(message.slept);
    return;
  }
  await hub?.stop();
  tell({ kind: 'stopped' });
  main.close();
});

/** Resolves to `null` when it could not: that has been told then, and the thread ends. */
async function start(options: HubOptions): Promise<Hub | null> {
  speak(options.language ?? 'en');
  try {
    const hub = await Hub.start(options, log, lines, tell);
    tell({ kind: 'ready', ready: hub.readyLine() });
    return hub;
  } catch (error) {
    log.error({ err: error }, 'the hub could not start');
    const { message, trouble } = startFailure(error, options.dataDir);
    tell({ kind: 'failed', message: words.storage.notOpened(message), trouble });
    main?.close();
    return null;
  }
}
