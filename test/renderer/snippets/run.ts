import { spawnSync } from 'node:child_process';

/** Whether a program is there to check a snippet with. */
export const has = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;

/** Runs a program on a text and tells what it printed; throws with its complaint when it fails. */
export function output(program: string, args: string[], input = ''): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { input, encoding: 'utf8', timeout: 30_000 });
  if (status !== 0) throw new Error(`${program}: ${error?.message ?? stderr}`);
  return stdout;
}

/** What a shell makes of a script, with a stand-in that prints the arguments of one command: one list of them for each call. */
export function shellCalls(command: string, script: string): string[][] {
  const standIn = `${command}() { printf '%s\\0' "$@"; printf '\\n\\0'; }\n`;
  const calls: string[][] = [[]];
  for (const word of output('sh', [], standIn + script).split('\0')) {
    if (word === '\n') calls.push([]);
    else calls.at(-1)?.push(word);
  }
  return calls.slice(0, -1);
}
