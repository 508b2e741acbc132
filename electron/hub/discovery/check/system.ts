import { access, readFile } from 'node:fs/promises';

/** What can be learned of the system without asking for rights; handed in so that a test can set it. */
export interface System {
  platform: NodeJS.Platform;
  /** This program, as a firewall knows it. */
  program: string;
  /** The text of a file, or `null` if it cannot be read. */
  read(file: string): Promise<string | null>;
  exists(file: string): Promise<boolean>;
}

/** This computer. */
export const thisSystem: System = {
  platform: process.platform,
  program: process.execPath,
  read: (file) => readFile(file, 'utf8').catch(() => null),
  exists: (file) =>
    access(file).then(
      () => true,
      () => false,
    ),
};
