import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { MIGRATIONS } from '../storage/migrations.ts';
import { words } from '../words/index.ts';
import { Unusable } from './problems.ts';

const secrets = (name: z.ZodString) =>
  z
    .record(name, z.base64().max(2 * LIMITS.backupKeyBytes))
    .refine((all) => Object.keys(all).length <= LIMITS.backupKeys + LIMITS.tokenIssuers);

/**
 * What a backup holds, and its secrets. Left out on purpose: who is logged in by a browser, the key from the desktop's keyring,
 * certificates for the addresses of the old computer, and messages that waited for a client: see {@link ./copy.ts}.
 */
export const inventorySchema = z.object({
  hubId: z.string().regex(/^[a-z2-7]{26}$/),
  hubName: z.string().max(256),
  /** Of Porchlight. */
  version: z.string().max(64),
  /** Milliseconds since the Unix epoch. */
  madeAt: z.number().int().nonnegative(),
  devices: z.number().int().nonnegative(),
  database: z.object({
    bytes: z.number().int().positive(),
    /** Steps of migrations.ts that it has been through. */
    version: z.number().int().positive(),
  }),
  /** The hub's keys by the names of the vault: PEM, base64. In a local backup as the vault seals them. */
  keys: secrets(z.string().regex(/^[a-z][a-z0-9-]{0,40}\.pem$/)),
  /** The secrets of token issuers by their ids, which are in the database only as the old computer sealed them. */
  issuers: secrets(z.string().regex(/^[0-9a-f]{1,64}$/)),
  /** The authority's certificate, PEM: some devices keep a copy to compare. `null`: it follows from the key. */
  authority: z.string().max(LIMITS.backupKeyBytes).nullable(),
});
export type Inventory = z.infer<typeof inventorySchema>;

/** The keys without which a hub would be another one. */
const NEEDED = ['identity.pem', 'authority.pem', 'server.pem'];

/** Throws {@link Unusable} if it is not one that this version can put in place. */
export function decodeInventory(json: Buffer): Inventory {
  const parsed = inventorySchema.safeParse(parse(json));
  if (!parsed.success) throw new Unusable(words.backup.damaged);
  const { database, keys } = parsed.data;
  if (database.version > MIGRATIONS.length) throw new Unusable(words.backup.newer);
  if (database.bytes > LIMITS.backupBytes || !NEEDED.every((name) => Object.hasOwn(keys, name))) throw new Unusable(words.backup.damaged);
  return parsed.data;
}

export const encodeInventory = (inventory: Inventory): Buffer => Buffer.from(JSON.stringify(inventory));

function parse(json: Buffer): unknown {
  try {
    return JSON.parse(json.toString('utf8'));
  } catch {
    return null;
  }
}
