import { setPriority } from 'node:os';
import { join } from 'node:path';
import { Child } from '../../../bench/processes.ts';

/** Longer than any attack takes. */
const LIMIT_MS = 600_000;

/** A process of the attack tests, which serves as `bench/processes.ts` says. */
export class Process {
  private child: Child;

  /** `name` is that of a file beside this one, without its ending. */
  constructor(name: string, execArgv: string[] = []) {
    this.child = new Child(name, execArgv, join(import.meta.dirname, `${name}.ts`));
  }

  /** Others of this computer get the processor first: an attacker would come from another one. */
  standBack(): void {
    setPriority(this.child.pid, 15);
  }

  /** Rejects when the process fails or ends. */
  ask<T>(name: string, args: unknown = {}): Promise<T> {
    return this.child.ask(name, args, LIMIT_MS);
  }

  /** Ends it: asks first, then kills. */
  stop(): Promise<void> {
    return this.child.stop();
  }
}
