import { type ChildProcess, fork } from 'node:child_process';
import { setPriority } from 'node:os';
import { join } from 'node:path';

type Reply = { id: number; result?: unknown; error?: string };

const STOP_MS = 5_000;

/** A process that is asked by name, with the other side in `bench/processes.ts`. */
export class Process {
  private child: ChildProcess;
  private waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  private lastId = 0;
  private ended: Promise<void>;

  /** `name` is that of a file beside this one, without its ending. */
  constructor(name: string, execArgv: string[] = []) {
    this.child = fork(join(import.meta.dirname, `${name}.ts`), [], { execArgv, serialization: 'advanced' });
    this.child.on('message', ({ id, result, error }: Reply) => {
      const asked = this.waiting.get(id);
      this.waiting.delete(id);
      if (error === undefined) asked?.resolve(result as never);
      else asked?.reject(new Error(`${name}: ${error}`));
    });
    this.ended = new Promise((resolve) => {
      this.child.once('exit', (code, signal) => {
        for (const { reject } of this.waiting.values()) reject(new Error(`${name} ended early (${signal ?? code})`));
        this.waiting.clear();
        resolve();
      });
    });
  }

  /** Others of this computer get the processor first: an attacker would come from another one. */
  standBack(): void {
    setPriority(this.child.pid ?? 0, 15);
  }

  ask<T>(name: string, args: unknown = {}): Promise<T> {
    const id = ++this.lastId;
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.child.send({ id, name, args }, (error) => error && this.waiting.get(id)?.reject(error));
    });
  }

  /** Ends it: asks first, then kills. */
  async stop(): Promise<void> {
    if (this.child.connected) this.child.disconnect();
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_MS);
    await this.ended;
    clearTimeout(timer);
  }
}
