import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { folder } from './vectors.ts';

export interface Said {
  event: string;
  [detail: string]: unknown;
}

/** The reference device, running; what it says is kept, and can be waited for. */
export class Program {
  readonly said: Said[] = [];
  output = '';
  readonly exited: Promise<number | null>;
  private child: ChildProcess;
  private waiting = new Set<() => void>();

  constructor(args: string[]) {
    const program = join(folder, 'porchlight-device.mjs');
    this.child = spawn(process.execPath, [program, '--json', ...args], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } });
    const { stdout, stderr } = this.child;
    stderr?.on('data', (chunk) => {
      this.output += chunk;
    });
    if (stdout)
      createInterface({ input: stdout }).on('line', (line) => {
        this.output += `${line}\n`;
        this.said.push(JSON.parse(line) as Said);
        this.wake();
      });
    this.exited = once(this.child, 'close').then(([code]) => {
      this.wake();
      return code as number | null;
    });
  }

  /** The first event like this that was not returned before; rejects if the program ends without it. */
  async next(event: string, like: (said: Said) => boolean = () => true): Promise<Said> {
    for (;;) {
      const index = this.said.findIndex((said) => said.event === event && like(said));
      const [found] = index < 0 ? [] : this.said.splice(index, 1);
      if (found) return found;
      if (this.child.exitCode !== null) throw new Error(`it ended without ${event}: ${this.output}`);
      await new Promise<void>((resolve) => this.waiting.add(resolve));
    }
  }

  write(text: string): void {
    this.child.stdin?.write(text);
  }

  closeInput(): void {
    this.child.stdin?.end();
  }

  /** Asks it to end. Returns the exit code. */
  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.exited;
  }

  private wake(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}
