import type { Batch } from '../../storage/writer/batch.ts';
import type { Journal, Storable } from './journal.ts';

/** What a client wants published when it is lost. */
export interface Will {
  topic: string;
  payload: Buffer;
  qos: number;
  retain: boolean;
  /** The key of who left it; `null` where aedes' own interface was given it. */
  owner: string | null;
  /** What aedes' own interface was given beside, as JSON. */
  extra: string | null;
}

/** The wills of all clients, by client id: in memory, and before long on disk. */
export class Wills implements Storable {
  readonly mayComeLater = false;
  private journal: Journal;
  private wills = new Map<string, Will>();
  private changedIds = new Set<string>();

  constructor(journal: Journal) {
    this.journal = journal;
  }

  /** One that was read from disk. */
  load(clientId: string, will: Will): void {
    this.wills.set(clientId, will);
  }

  get(clientId: string): Will | undefined {
    return this.wills.get(clientId);
  }

  entries(): [string, Will][] {
    return [...this.wills];
  }

  put(clientId: string, will: Will): void {
    this.wills.set(clientId, will);
    this.changed(clientId);
  }

  remove(clientId: string): void {
    if (this.wills.delete(clientId)) this.changed(clientId);
  }

  store(batch: Batch): void {
    for (const clientId of this.changedIds) {
      const will = this.wills.get(clientId);
      if (!will) batch.run('removeWill', clientId);
      else batch.run('putWill', clientId, will.owner, will.topic, will.payload, will.qos, Number(will.retain), will.extra);
    }
    this.changedIds.clear();
  }

  private changed(clientId: string): void {
    this.changedIds.add(clientId);
    this.journal.changed(this);
  }
}
