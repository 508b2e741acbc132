import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

const START_MS = 5_000;
/** Where distributions put a server that only root starts. */
const PATH = [process.env.PATH, '/usr/sbin', '/usr/local/sbin'].join(delimiter);

/** Whether there is one here to compare with. */
export const hasMosquitto = ['mosquitto', 'mosquitto_passwd'].every((name) =>
  PATH.split(delimiter).some((folder) => existsSync(join(folder, name))),
);

/** The folder of a Mosquitto, with files as its owner wrote them. */
export class MosquittoHome {
  readonly folder = mkdtempSync(join(tmpdir(), 'porchlight-mosquitto-'));

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, content: string): string {
    writeFileSync(this.path(name), content, { mode: 0o644 });
    return this.path(name);
  }

  /** `mosquitto_passwd`, as a person adds a user. */
  addUser(file: string, name: string, password: string, ...options: string[]): void {
    execFileSync('mosquitto_passwd', [...options, '-b', this.path(file), name, password], { env: { ...process.env, PATH } });
  }

  /** Starts the real broker; resolves when it listens. Rejects with what it said if it ends. */
  async start(configuration: string): Promise<{ stop(): Promise<void> }> {
    const child = spawn('mosquitto', ['-c', this.path(configuration)], {
      cwd: this.folder,
      env: { ...process.env, PATH },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = once(child, 'exit');
    const said: string[] = [];
    const running = new Promise<void>((resolve) => {
      createInterface({ input: child.stderr }).on('line', (line) => {
        said.push(line);
        if (line.endsWith(' running')) resolve();
      });
    });
    const failed = ended.then(() => Promise.reject(new Error(`mosquitto ended: ${said.join('\n')}`)));
    failed.catch(() => {});
    const late = AbortSignal.timeout(START_MS);
    await Promise.race([
      running,
      failed,
      once(late, 'abort').then(() => Promise.reject(new Error(`mosquitto does not run: ${said.join('\n')}`))),
    ]);
    return {
      stop: async () => {
        child.kill();
        await ended;
      },
    };
  }
}
