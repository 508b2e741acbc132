import { writeSync } from 'node:fs';
import { consoleLanguage, speak, words } from '../headless/words.ts';

export interface DisplayNeeds {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  /** The command line, without the program itself. */
  args: readonly string[];
}

/** True where no window could be shown, and nobody said on the command line that none is needed: Electron would end at once. */
export function lacksDisplay({ platform, env, args }: DisplayNeeds): boolean {
  const isTold = args.some((arg) => arg === '--headless' || arg.startsWith('--ozone-platform='));
  return platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY && !isTold;
}

/**
 * Makes this process the same program once more, told that it needs no display: by then it is too late to tell Electron otherwise.
 * Its id stays, and so does whoever waits for it. Does not return. `isCommand`: it only prints something.
 */
export function startBlind(args: readonly string[], isCommand: boolean): never {
  if (!isCommand) {
    speak(consoleLanguage(process.env));
    writeSync(2, `${words.noDisplay}\n`);
  }
  const told = ['--ozone-platform=headless', ...(isCommand ? [] : ['--headless'])];
  return process.execve?.(process.execPath, [process.execPath, ...args, ...told], process.env) as never;
}
