import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';

/** The tests run on any Node, and only Electron's brings SQLite for sure. */
const electron = createRequire(import.meta.url)('electron') as unknown as string;
const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
const script = (then: string) =>
  `const database = new (require('node:sqlite').DatabaseSync)(process.argv[1]); database.exec(process.argv[2]); ${then}`;

/** Runs statements on a database that nobody has open. */
export function runSql(file: string, sql: string): void {
  execFileSync(electron, ['--no-warnings', '-e', script('database.close();'), file, sql], { env });
}

/** Another program that holds a database as backups do, until `letGo`. */
export async function holdDatabase(file: string): Promise<{ letGo(): Promise<void> }> {
  const hold = 'PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE';
  const program: ChildProcess = spawn(
    electron,
    ['--no-warnings', '-e', script("console.log('held'); process.stdin.resume();"), file, hold],
    {
      env,
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  if (program.stdout) await once(program.stdout, 'data');
  return {
    letGo: async () => {
      if (program.exitCode !== null || program.signalCode !== null) return;
      const gone = once(program, 'exit');
      program.kill('SIGKILL');
      await gone;
    },
  };
}
