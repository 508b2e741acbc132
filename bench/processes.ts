import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

type Request = { id: number; name: string; args: unknown };
type Reply = { id: number; result?: unknown; error?: string };

const STOP_MS = 5_000;
/** Kernel ticks per second in /proc: 100 on every Linux that Node runs on. */
const TICKS = 100;

/** A process of the benchmark's own, asked by name. It ends when this process does. */
export class Child {
  private child: ChildProcess;
  private waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  private lastId = 0;
  private ended: Promise<void>;

  /** `name` is that of a built file beside this one, without its ending; `file` is another one. */
  constructor(name: string, execArgv: string[] = [], file = join(import.meta.dirname, `${name}.cjs`)) {
    this.child = fork(file, [], { execArgv, serialization: 'advanced' });
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

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Rejects when the child fails, ends, or takes longer than `limitMs`. */
  ask<T>(name: string, args: unknown, limitMs: number): Promise<T> {
    const id = ++this.lastId;
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`"${name}" took longer than ${limitMs} ms`)), limitMs);
      const settle = <V>(next: (value: V) => void) => {
        return (value: V) => {
          clearTimeout(timer);
          next(value);
        };
      };
      this.waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
      this.child.send({ id, name, args } satisfies Request, (error) => error && this.waiting.get(id)?.reject(error));
    });
  }

  /** Ends the child: asks first, then kills. */
  async stop(): Promise<void> {
    if (this.child.connected) this.child.disconnect();
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_MS);
    await this.ended;
    clearTimeout(timer);
  }
}

/** The child's side of {@link Child}: answers until the parent is gone, then runs `close` and exits. */
export function serve(handlers: Record<string, (args: never) => unknown>, close: () => unknown = () => {}): void {
  process.on('message', async ({ id, name, args }: Request) => {
    let reply: Reply;
    try {
      reply = { id, result: await handlers[name]?.(args as never) };
    } catch (error) {
      reply = { id, error: error instanceof Error ? error.message : String(error) };
    }
    if (process.connected) process.send?.(reply);
  });
  process.on('disconnect', async () => {
    await close();
    process.exit(0);
  });
  // A terminal sends Ctrl-C to the whole group; the parent decides when its children end.
  process.on('SIGINT', () => {});
}

/** CPU time that a process has used so far, in seconds; `null` where the system does not tell. */
export function cpuOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold spaces.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  } catch {
    return null;
  }
}

/** Resident memory of a process in megabytes (10^6 bytes); `null` where the system does not tell. */
export function memoryOf(pid: number): number | null {
  try {
    const kib = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kib === undefined ? null : (Number(kib) * 1_024) / 1e6;
  } catch {
    return null;
  }
}

/** CPU time that the whole machine used and had so far, in seconds. */
export function machineCpu(): { used: number; had: number } {
  const times = cpus().map((core) => core.times);
  const sum = (of: (core: (typeof times)[number]) => number) => times.reduce((total, core) => total + of(core), 0) / 1_000;
  const had = sum(({ user, nice, sys, irq, idle }) => user + nice + sys + irq + idle);
  return { had, used: had - sum(({ idle }) => idle) };
}
