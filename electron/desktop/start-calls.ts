import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Shell } from 'electron';
import { UserError } from '../contract/errors.ts';
import type { HubKeeper } from './hub-keeper.ts';
import type { DesktopHandlers } from './ipc.ts';
import { words } from './words.ts';

interface Needs {
  keeper: Pick<HubKeeper, 'outcome' | 'tryAgain'>;
  shell: Pick<Shell, 'openPath'>;
  dataDir: string;
}

/** What the page asks that stands in for all others while the hub cannot start. */
export function startCalls({
  keeper,
  shell,
  dataDir,
}: Needs): Pick<DesktopHandlers, 'desktop.start' | 'desktop.tryAgain' | 'desktop.showFolder'> {
  return {
    'desktop.start': async () => ({ trouble: await keeper.outcome() }),
    'desktop.tryAgain': async ({ setDamagedAside, restoreBackup }) => ({
      trouble: await keeper.tryAgain(setDamagedAside, restoreBackup),
    }),
    'desktop.showFolder': async () => {
      const fault = await shell.openPath(nearest(dataDir));
      if (fault) throw new UserError(words.files.notShown(dataDir));
    },
  };
}

/** The folder, or what there is above it. */
function nearest(folder: string): string {
  const above = dirname(folder);
  return existsSync(folder) || above === folder ? folder : nearest(above);
}
