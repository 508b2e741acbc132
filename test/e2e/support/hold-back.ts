import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import WebSocket from 'ws';

/** With it, Electron waits at its first line of JavaScript for {@link holdBack}. */
export const HOLD_BACK_FLAG = '--inspect-brk=0';

// Playwright preloads this into an Electron that it starts itself, so that it is there to see the first window. Given a program, it
// leaves it out, and now and then waits for ever for a window that was opened while it connected.
const loader = fileURLToPath(new URL('../../../node_modules/playwright-core/lib/server/electron/loader.js', import.meta.url));

// Threads would wait at their first line as well, each for a debugger of its own.
const threadsGoOn = () => {
  const threads = require('node:worker_threads');
  const { Worker } = threads;
  threads.Worker = class extends Worker {
    constructor(file: string | URL, options: object) {
      super(file, { execArgv: [], ...options });
    }
  };
  require('node:module').syncBuiltinESMExports();
};

/** Loads what holds a packaged app back until Playwright is there, as soon as the app says where its debugger listens. */
export function holdBack(child: ChildProcess): void {
  let printed = '';
  const look = (data: Buffer) => {
    printed += data;
    const [, address] = /^Debugger listening on (ws:\S+)$/m.exec(printed) ?? [];
    if (!address) return;
    child.stderr?.off('data', look);
    load(address);
  };
  child.stderr?.on('data', look);
}

function load(address: string): void {
  const socket = new WebSocket(address);
  const expression = `require(${JSON.stringify(loader)}); (${threadsGoOn})();`;
  let id = 0;
  const send = (method: string, params = {}) => {
    id += 1;
    socket.send(JSON.stringify({ id, method, params }));
    return id;
  };
  let last = 0;
  socket.on('open', () => {
    send('Debugger.enable');
    send('Runtime.runIfWaitingForDebugger');
  });
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as { method?: string; id?: number };
    if (message.method === 'Debugger.paused') {
      send('Runtime.evaluate', { expression, includeCommandLineAPI: true });
      send('Debugger.resume');
      last = send('Debugger.disable');
    }
    if (message.id === last) socket.close();
  });
  // An app that ends at once, as one with a wrong flag does, takes its debugger with it; the test says what came of that.
  socket.on('error', () => socket.terminate());
}
