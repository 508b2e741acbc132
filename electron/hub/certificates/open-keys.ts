import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { HubOptions } from '../../contract/start.ts';
import { keysFailure } from '../storage/start-failure.ts';
import { type Identity, openIdentity } from './identity.ts';
import { Vault } from './vault.ts';

export interface OpenKeys {
  vault: Vault;
  identity: Identity;
}

/** The vault, and who this hub is by the key in it. Throws a `StartFailure` if they cannot be read or made. */
export function openKeys({ dataDir, keyringKey }: HubOptions): OpenKeys {
  try {
    const vault = new Vault(join(dataDir, 'keys'), keyringKey ?? null, randomBytes);
    return { vault, identity: openIdentity(vault) };
  } catch (error) {
    throw keysFailure(error, dataDir);
  }
}
