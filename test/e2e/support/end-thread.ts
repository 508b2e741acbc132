import type { RunningApp } from './launch-app.ts';

/**
 * Makes a thread of the app throw where nobody catches it, by a debugger's way in: there is none in the app itself. Resolves when
 * the thread has been told.
 */
export function crashThread({ app }: RunningApp, thread: 'hub-thread' | 'storage-thread'): Promise<void> {
  return app.evaluate(async (_electron, name) => {
    const { Session } = process.getBuiltinModule('node:inspector');
    const session = new Session();
    session.connect();
    const found = new Promise<string>((resolve) => {
      session.on('NodeWorker.attachedToWorker', ({ params }) => {
        if (params.workerInfo.url.includes(name)) resolve(params.sessionId);
      });
    });
    session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
    const params = { expression: 'setTimeout(() => { throw new Error("It was told to."); })' };
    const message = JSON.stringify({ id: 1, method: 'Runtime.evaluate', params });
    await new Promise<void>((resolve) => {
      void found.then((sessionId) => session.post('NodeWorker.sendMessageToWorker', { sessionId, message }, () => resolve()));
    });
    session.disconnect();
  }, thread);
}
