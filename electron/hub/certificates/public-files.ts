import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the hub's own certificates: no secrets, and each can be made again. */
export class PublicFiles {
  private dir: string;

  constructor(dir: string) {
    this.dir = dir;
  }

  read(name: string): string | null {
    const file = join(this.dir, name);
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  }

  /** After a power cut there is either the old file or the new one. */
  write(name: string, text: string): void {
    const file = join(this.dir, name);
    mkdirSync(this.dir, { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.new`, text, { mode: 0o644, flush: true });
    renameSync(`${file}.new`, file);
  }
}
