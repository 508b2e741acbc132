import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Account, Endpoint } from '../model.ts';
import { serve } from '../processes.ts';
import { ALLOWED } from './allowed.ts';
import { freePort, type ServerKeys } from './listen.ts';

const START_MS = 5_000;

export interface MosquittoFiles extends ServerKeys {
  program: string;
  passwordProgram: string;
  folder: string;
  accounts: Account[];
  /** The contents of its ACL file. */
  acl: string;
}

let mosquitto: ChildProcess | null = null;

// Keeps mosquitto, so that it ends when the benchmark does, however that ends.
serve(
  {
    start: async ({ program, passwordProgram, folder, accounts, acl, key, cert }: MosquittoFiles): Promise<Endpoint> => {
      const file = (name: string, content: string) => {
        const path = join(folder, name);
        writeFileSync(path, content, { mode: 0o600 });
        return path;
      };
      const logins = new Map(accounts.map(({ userName, password }) => [userName, password]));
      const passwords = file('passwords', [...logins].map(([userName, password]) => `${userName}:${password}\n`).join(''));
      const { status, stderr } = spawnSync(passwordProgram, ['-U', passwords], { encoding: 'utf8' });
      if (status !== 0) throw new Error(`mosquitto_passwd failed: ${stderr}`);
      const [port, tlsPort] = [await freePort(createServer), await freePort(createServer)];
      const lines = [
        'per_listener_settings false',
        'allow_anonymous false',
        `password_file ${passwords}`,
        `acl_file ${file('acl', acl)}`,
        // It writes when it ends, and every half an hour: never before it acknowledges.
        'persistence true',
        `persistence_location ${folder}/`,
        'log_dest none',
        'set_tcp_nodelay true',
        `max_inflight_messages ${ALLOWED.inFlight}`,
        `max_queued_messages ${ALLOWED.queued}`,
        ...(process.getuid?.() === 0 ? ['user root'] : []),
        `listener ${port} 127.0.0.1`,
        `listener ${tlsPort} 127.0.0.1`,
        `keyfile ${file('key.pem', key)}`,
        `certfile ${file('cert.pem', cert)}`,
      ];
      mosquitto = spawn(program, ['-c', file('mosquitto.conf', lines.join('\n'))], { stdio: 'ignore' });
      const failed = new Promise<never>((_, reject) => {
        mosquitto?.once('error', reject);
        mosquitto?.once('exit', (code) => reject(new Error(`mosquitto ended with ${code}`)));
      });
      failed.catch(() => {});
      await Promise.race([answers(tlsPort), failed]);
      return { pid: mosquitto.pid as number, port, tlsPort };
    },
  },
  () => mosquitto?.kill('SIGKILL'),
);

async function answers(port: number): Promise<void> {
  const until = performance.now() + START_MS;
  while (performance.now() < until) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    await wait(50);
  }
  throw new Error('mosquitto does not answer');
}
