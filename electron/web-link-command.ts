import { randomBytes } from 'node:crypto';
import { consoleLanguage, speak, words } from './headless/words.ts';
import { makeNewLink, NewLinkError } from './hub/web/new-link.ts';

/** What `porchlight --new-web-link` prints, where, and its exit code. The hub of the folder may be running. */
export function runWebLinkCommand(dataDir: string): { code: 0 | 1; output: string; errors: string } {
  try {
    const link = makeNewLink(dataDir, Date.now, randomBytes);
    return { code: 0, output: `${linkWords(link)}\n`, errors: '' };
  } catch (error) {
    if (!(error instanceof NewLinkError)) throw error;
    return { code: 1, output: '', errors: `porchlight: ${words.noLink[error.reason](dataDir, error.message)}\n` };
  }
}

/** What is printed with a one-time link. */
export const linkWords = (link: string): string => `${words.link}\n${link}`;

/** Runs it on standard output and standard error, in the language of the console, and then `exit`. */
export function printWebLink(dataDir: string, exit: (code: number) => void): void {
  speak(consoleLanguage(process.env));
  const { code, output, errors } = runWebLinkCommand(dataDir);
  process.stderr.write(errors);
  process.stdout.write(output, () => exit(code));
}
