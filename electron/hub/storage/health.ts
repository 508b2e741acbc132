import type { StorageState } from '../../contract/storage.ts';
import { LIMITS } from '../limits.ts';
import { troubleOf, troubleWords } from './trouble.ts';

export interface StorageHealthNeeds {
  /** Milliseconds since the Unix epoch. */
  now: () => number;
  /** The data folder, as it is named to people. */
  folder: string;
  /** {@link StorageHealth.state} is different now. */
  changed: () => void;
}

/** Whether the hub can write: told of every failure and success by all who write. */
export class StorageHealth {
  private needs: StorageHealthNeeds;
  private current: StorageState;
  private lastFailure = Number.NEGATIVE_INFINITY;

  constructor(needs: StorageHealthNeeds) {
    this.needs = needs;
    this.current = fine(needs.now());
  }

  /** A write failed, with this error of SQLite or of the file system. */
  failed(error: unknown): void {
    const { now, folder, changed } = this.needs;
    this.lastFailure = now();
    const state = troubleOf(error, folder) ?? 'failing';
    if (state === this.current.state) return;
    this.current = { state, since: this.lastFailure, ...troubleWords(state, folder) };
    changed();
  }

  /**
   * A write succeeded. Soon after a failure that means little, because small writes still fit on a disk that is full:
   * it counts once there was none for `LIMITS.storageCalmMs`.
   */
  ok(): void {
    if (this.current.state === 'ok') return;
    const now = this.needs.now();
    if (now - this.lastFailure < LIMITS.storageCalmMs) return;
    this.current = fine(now);
    this.needs.changed();
  }

  state(): StorageState {
    return { ...this.current };
  }
}

const fine = (since: number): StorageState => ({ state: 'ok', since, problem: '', works: '', stopped: '', remedy: '' });
