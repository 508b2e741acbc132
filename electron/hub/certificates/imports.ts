import { isAbsolute } from 'node:path';
import type { SecureContext } from 'node:tls';
import type { ImportedCertificate } from '../../contract/access.ts';
import { UserError } from '../../contract/errors.ts';
import type { Report } from '../activity/report.ts';
import { LIMITS } from '../limits.ts';
import type { CertificatesTable, StoredImport } from '../storage/certificates-table.ts';
import { words } from '../words/index.ts';
import { fileState, type ImportedFiles, readImported, type Usable } from './imported-files.ts';
import { HUB_HOST, nameCovers } from './names.ts';

export interface ImportsNeeds {
  table: CertificatesTable;
  now(): number;
  randomId(): string;
  /** Makes of a checked certificate what TLS serves. */
  context(usable: Usable): SecureContext;
  report: Report;
  /** What is told of the imports is different now. */
  changed(): void;
}

interface Entry {
  stored: StoredImport;
  /** The last good ones. */
  inUse: { usable: Usable; context: SecureContext; loadedAt: number } | null;
  problem: string | null;
  /** A fault seen once; a tool may be half way through replacing the files. */
  suspicion: boolean;
  state: string;
}

/** Certificates of the person's own: looked at again and again, taken up when they change, each served for its own names. */
export class Imports {
  private needs: ImportsNeeds;
  private entries = new Map<string, Entry>();
  private looking: Promise<void> | null = null;

  constructor(needs: ImportsNeeds) {
    this.needs = needs;
  }

  /** Takes up what was imported in earlier runs. */
  async load(): Promise<void> {
    for (const stored of this.needs.table.imports()) {
      const entry: Entry = { stored, inUse: null, problem: null, suspicion: true, state: '' };
      this.entries.set(stored.id, entry);
      await this.lookAt(entry);
    }
  }

  list(): ImportedCertificate[] {
    return [...this.entries.values()].map(({ stored, inUse, problem }) => ({
      ...stored,
      certificate: inUse?.usable.info ?? null,
      loadedAt: inUse?.loadedAt ?? null,
      problem,
    }));
  }

  /** Throws a {@link UserError} with the reason if the files cannot be used. */
  async add(files: ImportedFiles): Promise<{ id: string }> {
    const paths = [files.certificateFile, files.keyFile, ...(files.chainFile === null ? [] : [files.chainFile])];
    if (!paths.every((path) => isAbsolute(path))) throw new UserError(words.certificates.wholePaths);
    const state = await fileState(files);
    const result = await readImported(files, this.needs.now());
    if (!result.ok) throw new UserError(result.problem);
    // After the reading, during which another may have come.
    if (this.entries.size >= LIMITS.importedCertificates) throw new UserError(words.certificates.importsFull(LIMITS.importedCertificates));
    if ([...this.entries.values()].some(({ stored }) => stored.certificateFile === files.certificateFile)) {
      throw new UserError(words.certificates.importedAlready(files.certificateFile));
    }
    const { certificateFile, chainFile, keyFile } = files;
    const stored = { id: this.needs.randomId(), certificateFile, chainFile, keyFile };
    const entry: Entry = { stored, inUse: null, problem: null, suspicion: false, state };
    this.use(entry, result.usable);
    this.needs.table.addImport(stored);
    this.entries.set(stored.id, entry);
    this.needs.report({ kind: 'change', text: words.certificates.imported(result.usable.served) });
    this.needs.changed();
    return { id: stored.id };
  }

  remove(id: string): void {
    const entry = this.entries.get(id);
    if (!entry) throw new UserError(words.certificates.importGone);
    this.needs.table.removeImport(id);
    this.entries.delete(id);
    this.needs.report({ kind: 'change', text: words.certificates.importRemoved(entry.stored.certificateFile) });
    this.needs.changed();
  }

  /** What is served to a client that asks for `host`; `null`: the hub's own. A certificate for the very name goes before a wildcard. */
  contextFor(host: string): SecureContext | null {
    const asked = host.toLowerCase().replace(/\.$/, '');
    if (asked === HUB_HOST) return null;
    const serving = [...this.entries.values()].flatMap(({ inUse }) => inUse ?? []);
    const exact = serving.find(({ usable }) => usable.served.includes(asked));
    return (exact ?? serving.find(({ usable }) => usable.served.some((name) => nameCovers(name, asked))))?.context ?? null;
  }

  /** One look at all files. A look that is under way is not doubled. */
  look(): Promise<void> {
    this.looking ??= (async () => {
      for (const entry of this.entries.values()) await this.lookAt(entry);
    })().finally(() => {
      this.looking = null;
    });
    return this.looking;
  }

  private async lookAt(entry: Entry): Promise<void> {
    const state = await fileState(entry.stored);
    const expired = entry.inUse !== null && this.needs.now() > entry.inUse.usable.info.notAfter;
    if (state === entry.state && entry.problem === null && !entry.suspicion && !expired) return;
    const result = await readImported(entry.stored, this.needs.now());
    if (this.entries.get(entry.stored.id) !== entry) return;
    if (result.ok) this.takeUp(entry, result.usable, state);
    else if (!entry.suspicion && !expired) entry.suspicion = true;
    else if (result.problem !== entry.problem) this.refuse(entry, result.problem, expired);
  }

  private takeUp(entry: Entry, usable: Usable, state: string): void {
    const before = entry.inUse?.usable;
    const renewed = before?.chainPem !== usable.chainPem || before.keyPem !== usable.keyPem;
    const news = renewed || entry.problem !== null;
    if (renewed) this.use(entry, usable);
    Object.assign(entry, { state, problem: null, suspicion: false });
    if (before && renewed) this.needs.report({ kind: 'change', text: words.certificates.renewed(usable.served) });
    if (news) this.needs.changed();
  }

  private refuse(entry: Entry, problem: string, expired: boolean): void {
    entry.problem = problem;
    const instead = entry.inUse ? 'before' : 'own';
    this.needs.report({ kind: 'problem', text: words.certificates.importProblem(problem, expired ? 'expired' : instead) });
    this.needs.changed();
  }

  private use(entry: Entry, usable: Usable): void {
    entry.inUse = { usable, context: this.needs.context(usable), loadedAt: this.needs.now() };
  }
}
