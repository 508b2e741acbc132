import { setImmediate } from 'node:timers/promises';
import type { MosquittoPlan, PlannedDevice } from '../../contract/mosquitto.ts';
import type { Settler } from '../devices/newcomers.ts';
import { LIMITS } from '../limits.ts';
import { cleanText } from '../text.ts';
import { words } from '../words/index.ts';
import { type Acl, readAcl } from './acl-file.ts';
import { type Files, Unreadable } from './files.ts';
import { readPasswords, type User } from './password-file.ts';
import { AclReader } from './permission.ts';
import type { Remarks } from './remarks.ts';
import type { Sources } from './sources.ts';

/** What is known of the devices that are there. */
export interface Known {
  /** How many more there is room for. */
  room: number;
  /** Why a user name cannot be had, in words; `null` if it can. */
  takenBy(userName: string): string | null;
}

export type PlannedDevices = Pick<MosquittoPlan, 'devices' | 'devicesProblem'> & { settlers: Settler[] };

/** A plan for every user that can come over with password and permission; a remark for every one that cannot. */
export async function planDevices(sources: Sources, files: Files, known: Known, remark: Remarks): Promise<PlannedDevices> {
  const { passwordFile, aclFile, permissions } = sources;
  if (passwordFile === null) return none(words.mosquitto.devices.noFile);
  try {
    const users = readPasswords(passwordFile, await files.bytesOf(passwordFile), remark);
    const acl = aclFile === null ? null : readAcl(aclFile, await files.bytesOf(aclFile), remark);
    if (acl) remarkStrangers(acl, users, remark);
    const reader = acl && new AclReader(acl);
    if (acl && acl.patterns.length > LIMITS.mosquittoPatterns)
      return none(words.mosquitto.devices.manyPatterns(aclFile, LIMITS.mosquittoPatterns));
    const settlers: Settler[] = [];
    for (const [index, user] of users.entries()) {
      settlers.push(...settler(user, acl, reader, permissions, known, remark));
      // The broker runs on this thread, and there may be many users.
      if (index % 100 === 99) await setImmediate();
    }
    reader?.finish(remark);
    if (aclFile !== null && settlers.length > 0)
      remark('differs', { file: aclFile, number: null }, '', words.mosquitto.devices.subscriptions);
    for (const { userName } of settlers.splice(Math.max(0, known.room))) {
      remark('left', { file: passwordFile, number: null }, `${userName}:…`, words.mosquitto.devices.full(LIMITS.devices));
    }
    const devices = settlers.map(({ userName, permission: { publish, subscribe } }): PlannedDevice => ({ userName, publish, subscribe }));
    return { devices, settlers, devicesProblem: null };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return none(words.mosquitto.devices.chooseCopy(error.message));
  }
}

const none = (devicesProblem: string): PlannedDevices => ({ devices: [], settlers: [], devicesProblem });

function settler(
  { name, secret, at }: User,
  acl: Acl | null,
  reader: AclReader | null,
  from: Sources['permissions'],
  known: Known,
  remark: Remarks,
): Settler[] {
  const left = (reason: string) => {
    remark('left', at, `${name}:…`, reason);
    return [];
  };
  const fault = userNameFault(name) ?? known.takenBy(name);
  if (fault) return left(fault);
  if ((acl?.users.get(name)?.length ?? 0) > LIMITS.mosquittoRules) return left(words.mosquitto.devices.manyLines(LIMITS.mosquittoRules));
  const all = from === 'everything' ? ['#'] : [];
  const filters = reader ? reader.of(name) : { publish: all, subscribe: all };
  const count = filters.publish.length + filters.subscribe.length;
  if (count > LIMITS.filtersPerDevice) return left(words.mosquitto.devices.manyFilters(count, LIMITS.filtersPerDevice));
  return [{ userName: name, secret, permission: { ...filters, networks: [], hours: null } }];
}

function userNameFault(name: string): string | null {
  if (name.length > LIMITS.userNameChars) return words.mosquitto.devices.nameLong(LIMITS.userNameChars);
  if (cleanText(name, LIMITS.userNameChars) !== name) return words.mosquitto.devices.nameInvisible;
  if (name === 'JWT') return words.mosquitto.devices.nameJwt;
  return null;
}

function remarkStrangers(acl: Acl, users: readonly User[], remark: Remarks): void {
  const names = new Set(users.map(({ name }) => name));
  for (const [name, rules] of acl.users) {
    const [first] = rules;
    if (first && !names.has(name)) remark('left', first.at, `user ${name}`, words.mosquitto.devices.stranger);
  }
}
