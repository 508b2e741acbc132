import type { Handlers } from '../clients.ts';
import type { HandlersNeeds } from './needs.ts';

type Names = Extract<keyof Handlers, `backup.${string}`>;

/** Calls about backups of this hub. */
export function backupHandlers({ backups }: Pick<HandlersNeeds, 'backups'>): Pick<Handlers, Names> {
  return {
    'backup.make': ({ path, passphrase }) => backups.make(path, passphrase),
    'backup.read': ({ path, passphrase }) => backups.read(path, passphrase),
    'backup.restore': ({ path, passphrase }) => backups.restore(path, passphrase),
    'backup.local': () => backups.local(),
    'backup.makeLocal': () => backups.makeLocal(),
    'backup.restoreLocal': ({ id }) => backups.restoreLocal(id),
  };
}
