/** How this program was started. */
export interface Started {
  execPath: string;
  /** Without the program itself. */
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
  isPackaged: boolean;
}

/** What the scripts of this project add by themselves. */
const ADDED = ['--no-sandbox', '--ozone-platform=headless'];

/** The command that starts this program as it was started, and with `flag` too; to be pasted into a shell. */
export function startedWith(flag: string, { execPath, args, env, platform, isPackaged }: Started): string {
  const [name] = flag.split('=', 1);
  const others = args.filter((arg) => !arg.startsWith(`${name}=`));
  const quoted = (words: readonly string[]) => words.map((word) => quote(word, platform)).join(' ');
  if (isPackaged) return quoted([env.APPIMAGE || execPath, ...others, flag]);
  // The first is the project's folder.
  if (env.npm_lifecycle_event === 'start')
    return quoted(['npm', 'start', '--', ...others.slice(1).filter((arg) => !ADDED.includes(arg)), flag]);
  return quoted([execPath, ...others, flag]);
}

function quote(word: string, platform: NodeJS.Platform): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return platform === 'win32' ? `"${word}"` : `'${word.replaceAll("'", "'\\''")}'`;
}
