import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const projectFolder = fileURLToPath(new URL('../../', import.meta.url));

const READY = 'porchlight ready ';
const READY_MS = 30_000;
const STOP_MS = 10_000;
/** How often it is looked whether the last process of a killed app is gone. */
const GONE_MS = 5;

/** The built app, as `npm start -- --hidden` runs it, with all its processes in one group. */
export class App {
  private child: ChildProcess;
  private text = '';
  /** Whoever ends the test ends the app: its group gets no Ctrl-C. */
  private onExit = () => void this.signalGroup('SIGKILL');

  private constructor(dataDir: string, port: number) {
    const rootNeeds = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const ports = [`--mqtt-port=${port}`, '--emonesp-port=0', '--trigger-port=0'];
    const args = [...rootNeeds, projectFolder, '--hidden', `--data-dir=${dataDir}`, '--bind=127.0.0.1', ...ports];
    const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
    this.child = spawn(process.execPath, args, { cwd: projectFolder, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    process.once('exit', this.onExit);
    for (const stream of [this.child.stdout, this.child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (this.text += text));
  }

  /** Resolves when everything listens. Rejects, with what it printed, if that takes too long or it ends before. */
  static async start(dataDir: string, port: number): Promise<App> {
    const app = new App(dataDir, port);
    const { child } = app;
    const deadline = performance.now() + READY_MS;
    while (!app.text.includes(READY)) {
      if (child.exitCode !== null || child.signalCode !== null || performance.now() > deadline) {
        await app.kill();
        throw new Error(`the app did not start; it printed:\n${app.text}`);
      }
      await wait(GONE_MS);
    }
    return app;
  }

  /** What it printed so far. */
  get output(): string {
    return this.text;
  }

  /** It ended by itself. */
  get isGone(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** `kill -9` of all its processes at once. Resolves when none is left. */
  async kill(): Promise<void> {
    for (let signal: NodeJS.Signals | 0 = 'SIGKILL'; this.signalGroup(signal); signal = 0) await wait(GONE_MS);
    process.off('exit', this.onExit);
  }

  /** Asks it to quit. Resolves to its exit code, or `null` if it had to be killed. */
  async stop(): Promise<number | null> {
    if (this.isGone) return this.child.exitCode;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.signalGroup('SIGKILL'), STOP_MS);
    await exited;
    clearTimeout(timer);
    await this.kill();
    return this.child.exitCode;
  }

  /** False if there is no process left. */
  private signalGroup(signal: NodeJS.Signals | 0): boolean {
    try {
      return process.kill(-(this.child.pid as number), signal);
    } catch {
      return false;
    }
  }
}
