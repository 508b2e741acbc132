import { randomBytes } from 'node:crypto';
import { makeNewLink, NewLinkError } from './hub/web/new-link.ts';

/** What `porchlight --new-web-link` prints, where, and its exit code. The hub of the folder may be running. */
export function runWebLinkCommand(dataDir: string): { code: 0 | 1; output: string; errors: string } {
  try {
    const link = makeNewLink(dataDir, Date.now, randomBytes);
    return { code: 0, output: `${linkWords(link)}\n`, errors: '' };
  } catch (error) {
    if (!(error instanceof NewLinkError)) throw error;
    return { code: 1, output: '', errors: `porchlight: ${error.message}\n` };
  }
}

/** What is printed with a one-time link. */
export const linkWords = (link: string): string =>
  `Open this link to set the password for browsers. It is good once, for 24 hours:\n${link}`;

/** Runs it on standard output and standard error, and then `exit`. */
export function printWebLink(dataDir: string, exit: (code: number) => void): void {
  const { code, output, errors } = runWebLinkCommand(dataDir);
  process.stderr.write(errors);
  process.stdout.write(output, () => exit(code));
}
