import { existsSync } from 'node:fs';

/** Who started this program: systemd, an engine for containers, or a person at a console. */
export type Surroundings = 'service' | 'container' | 'console';

/** Engines for containers put one of these there. */
const CONTAINER_FILES = ['/.dockerenv', '/run/.containerenv'];

/** By what systemd tells the program that it starts itself (systemd.exec, `SYSTEMD_EXEC_PID`), and not those that this one starts. */
export function surroundings(env: NodeJS.ProcessEnv, pid: number, exists: (file: string) => boolean = existsSync): Surroundings {
  if (env.SYSTEMD_EXEC_PID === String(pid)) return 'service';
  return CONTAINER_FILES.some(exists) ? 'container' : 'console';
}
