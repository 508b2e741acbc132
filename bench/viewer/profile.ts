import type { Profiler } from 'node:inspector';
import { basename } from 'node:path';
import type { ViewerApp } from './viewer-app.ts';

/** Where one thread spent its time. */
export interface ThreadProfile {
  thread: string;
  /** The part of the time in which it did anything. */
  busy: number;
  /** The most expensive functions by their own time, as a part of the whole. */
  top: { name: string; part: number }[];
  profile: Profiler.Profile;
}

const TOP = 12;
const SAMPLE_US = 500;
/** Of V8: the thread had nothing to do. */
const IDLE = new Set(['(idle)', '(root)']);

/** Profiles the window's page, the main thread and the threads that it started (the hub's is one) while `work` goes on. */
export async function profiled(app: ViewerApp, work: () => Promise<unknown>): Promise<ThreadProfile[]> {
  const page = await app.page.context().newCDPSession(app.page);
  await page.send('Profiler.enable');
  await page.send('Profiler.setSamplingInterval', { interval: SAMPLE_US });
  await startInMain(app);
  await page.send('Profiler.start');
  await work();
  const { profile } = await page.send('Profiler.stop');
  const others = await stopInMain(app);
  await page.detach();
  return [summed('page', profile as Profiler.Profile), ...others.map(({ thread, profile }) => summed(thread, profile))];
}

/** In the main process: a session for its own thread, and through it one for each worker. */
function startInMain({ electron }: ViewerApp): Promise<void> {
  return electron.evaluate(async (_electron, interval) => {
    const { Session } = process.getBuiltinModule('node:inspector');
    const session = new Session();
    session.connect();
    const workers = new Map<string, string>();
    const waiting = new Map<number, (result: unknown) => void>();
    let lastId = 0;
    const toWorker = (sessionId: string, method: string, params: object = {}) =>
      new Promise<unknown>((resolve) => {
        const id = ++lastId;
        waiting.set(id, resolve);
        session.post('NodeWorker.sendMessageToWorker', { sessionId, message: JSON.stringify({ id, method, params }) });
      });
    const toMain = (method: string, params: object = {}) =>
      new Promise<unknown>((resolve, reject) => {
        session.post(method, params, (error: Error | null, result?: object) => (error ? reject(error) : resolve(result)));
      });
    session.on('NodeWorker.attachedToWorker', ({ params }) => workers.set(params.sessionId, params.workerInfo.url));
    session.on('NodeWorker.receivedMessageFromWorker', ({ params }) => {
      const { id, result } = JSON.parse(params.message);
      waiting.get(id)?.(result);
      waiting.delete(id);
    });
    await toMain('NodeWorker.enable', { waitForDebuggerOnStart: false });
    const all = [(method: string, params?: object) => toMain(method, params)];
    const names = ['main'];
    for (const [sessionId, url] of workers) {
      all.push((method, params) => toWorker(sessionId, method, params));
      names.push(url);
    }
    for (const ask of all) {
      await ask('Profiler.enable');
      await ask('Profiler.setSamplingInterval', { interval });
      await ask('Profiler.start');
    }
    (globalThis as { stopProfiles?: () => Promise<string> }).stopProfiles = async () => {
      const ends = await Promise.all(all.map(async (ask) => ((await ask('Profiler.stop')) as { profile: unknown }).profile));
      session.disconnect();
      return JSON.stringify(names.map((thread, at) => ({ thread, profile: ends[at] })));
    };
  }, SAMPLE_US);
}

async function stopInMain({ electron }: ViewerApp): Promise<{ thread: string; profile: Profiler.Profile }[]> {
  const text = await electron.evaluate(() => (globalThis as unknown as { stopProfiles: () => Promise<string> }).stopProfiles());
  return JSON.parse(text);
}

/** What a profile says, in a few lines. */
export function summed(thread: string, profile: Profiler.Profile): ThreadProfile {
  const byNode = new Map<number, number>();
  let whole = 0;
  (profile.samples ?? []).forEach((node, at) => {
    const time = profile.timeDeltas?.[at] ?? 0;
    byNode.set(node, (byNode.get(node) ?? 0) + time);
    whole += time;
  });
  const byName = new Map<string, number>();
  let idle = 0;
  for (const { id, callFrame } of profile.nodes) {
    const time = byNode.get(id) ?? 0;
    if (IDLE.has(callFrame.functionName)) idle += time;
    else {
      const name = nameOf(callFrame);
      byName.set(name, (byName.get(name) ?? 0) + time);
    }
  }
  const top = [...byName].sort(([, a], [, b]) => b - a).slice(0, TOP);
  return {
    thread: basename(thread, '.cjs'),
    busy: 1 - idle / whole,
    top: top.map(([name, time]) => ({ name, part: time / whole })),
    profile,
  };
}

function nameOf({ functionName, url, lineNumber, columnNumber }: Profiler.Profile['nodes'][number]['callFrame']): string {
  const name = functionName || '(no name)';
  return url ? `${name} ${basename(url)}:${lineNumber + 1}:${columnNumber + 1}` : name;
}

export function profileLines(profiles: readonly ThreadProfile[]): string {
  const percent = (part: number) => `${(part * 100).toFixed(1)} %`.padStart(7);
  return profiles
    .map(({ thread, busy, top }) =>
      [`${thread}: busy ${percent(busy).trim()}`, ...top.map(({ name, part }) => `  ${percent(part)}  ${name}`)].join('\n'),
    )
    .join('\n\n');
}
