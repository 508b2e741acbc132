import type { DatabaseSync } from 'node:sqlite';
import { type BrokerLimits, DEFAULT_BROKER_LIMITS } from '../../../electron/contract/limits.ts';
import { KeptStore } from '../../../electron/hub/broker/store/kept-store.ts';
import { type Clock, systemClock } from '../../../electron/hub/clock.ts';
import { openDatabase } from '../../../electron/hub/storage/database.ts';
import { DirectWriter } from '../../../electron/hub/storage/writer/writer.ts';

/** A store whose database is in memory, or is the one that is given. */
export function memoryStore(
  clock: Clock = systemClock,
  limits: () => BrokerLimits = () => DEFAULT_BROKER_LIMITS,
  database: DatabaseSync = openDatabase(':memory:'),
): KeptStore {
  return new KeptStore({ database, writer: new DirectWriter(database), clock, limits });
}
