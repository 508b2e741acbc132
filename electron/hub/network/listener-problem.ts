import type { Listener, Problem } from '../../contract/model.ts';
import { words } from '../words/index.ts';

/** Says in words why a listener could not be opened, and what to do. */
export function describeProblem(name: Listener['name'], port: number, error: unknown, owner: string | null): Problem {
  const { problems, remedies } = words.listeners;
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'EADDRINUSE') {
    return { code: 'taken', message: problems.taken(name, port, owner), remedy: remedies.taken(name), owner };
  }
  if (code === 'EACCES') {
    const remedy = process.platform === 'linux' ? remedies.forbiddenOnLinux(name, port) : remedies.forbidden(name);
    return { code: 'forbidden', message: problems.forbidden(name, port), remedy, owner: null };
  }
  if (code === 'EADDRNOTAVAIL') {
    return { code: 'failed', message: problems.noAddress(name, port), remedy: remedies.noAddress(name), owner: null };
  }
  return { code: 'failed', message: problems.failed(name, port, code), remedy: remedies.failed(name), owner: null };
}
