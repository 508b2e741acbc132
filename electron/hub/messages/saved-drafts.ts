import { z } from 'zod';
import { UserError } from '../../contract/errors.ts';
import { type Draft, type SavedDraft, savedDraftSchema } from '../../contract/messages.ts';
import { LIMITS } from '../limits.ts';
import type { SettingsTable } from '../storage/settings-table.ts';
import { words } from '../words/index.ts';

const KEY = 'messages.saved';

/** Messages that a person keeps under a name, over restarts. */
export class SavedDrafts {
  private table: SettingsTable;
  private randomId: () => string;
  private drafts: readonly SavedDraft[];

  /** What is stored and cannot be understood counts as none. */
  constructor(table: SettingsTable, randomId: () => string) {
    this.table = table;
    this.randomId = randomId;
    this.drafts = z.array(savedDraftSchema).catch([]).parse(table.get(KEY));
  }

  /** By name. */
  list(): SavedDraft[] {
    return [...this.drafts];
  }

  /** Takes the place of one of the same name. Throws a {@link UserError} if there is no room, and then changes nothing. */
  save(name: string, draft: Draft): void {
    const before = this.drafts.find((saved) => saved.name === name);
    const saved = { id: before?.id ?? this.randomId(), name, draft };
    const drafts = [...this.drafts.filter((other) => other !== before), saved];
    if (drafts.length > LIMITS.savedDrafts) {
      throw new UserError(words.messages.savedFull(LIMITS.savedDrafts));
    }
    if (drafts.reduce((sum, { draft: { payload } }) => sum + sizeOf(payload), 0) > LIMITS.savedDraftBytes) {
      throw new UserError(words.messages.savedLarge(LIMITS.savedDraftBytes / 1_024));
    }
    this.store(drafts.sort((a, b) => a.name.localeCompare(b.name)));
  }

  /** Does nothing if there is none of this id. */
  forget(id: string): void {
    this.store(this.drafts.filter((saved) => saved.id !== id));
  }

  private store(drafts: readonly SavedDraft[]): void {
    this.table.set(KEY, drafts);
    this.drafts = drafts;
  }
}

const sizeOf = (base64: string): number => Buffer.byteLength(base64, 'base64');
