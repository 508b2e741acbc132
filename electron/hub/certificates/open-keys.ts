import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { HubOptions } from '../../contract/start.ts';
import { keysFailure } from '../storage/start-failure.ts';
import { openIdentity } from './identity.ts';
import { Vault } from './vault.ts';

/** The vault, and who this hub is by the key in it. Throws a `StartFailure` if they cannot be read or made. */
export function openKeys({ dataDir, keyringKey }: HubOptions): { vault: Vault; id: string } {
  try {
    const vault = new Vault(join(dataDir, 'keys'), keyringKey ?? null, randomBytes);
    return { vault, id: openIdentity(vault).id };
  } catch (error) {
    throw keysFailure(error, dataDir);
  }
}
