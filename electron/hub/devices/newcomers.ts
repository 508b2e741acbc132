import { UserError } from '../../contract/errors.ts';
import type { Permission as Written } from '../../contract/model.ts';
import type { RandomBytes } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import type { StoredDevice, StoredSecret } from '../storage/devices-table.ts';
import { cleanText, firstFree, slug } from '../text.ts';
import { words } from '../words/index.ts';

export interface Newcomer {
  name: string;
  origin: StoredDevice['origin'];
  type: string | null;
  node: string | null;
  maxUserNameChars: number;
  /** The user name that it should get if nobody has it; else one is made from the name. */
  userName?: string;
  /** Told the user name that was chosen; gives the topics that go with it. */
  topics(userName: string): { baseTopic: string; publish: string[]; subscribe: string[] };
}

/** A device that came by a bootstrap credential and shares its user name and password. */
export interface Registrant {
  clientId: string;
  userName: string;
  secret: StoredSecret;
  permission: Written;
}

/** A device that brings its user name, and the hash of its password, from elsewhere. */
export interface Settler {
  userName: string;
  secret: StoredSecret;
  permission: Written;
}

export interface NewcomersNeeds {
  random: RandomBytes;
  now: () => number;
  /** What the devices that are there are called. */
  names: () => Iterable<string>;
  /** Those that are a device's own. */
  userNames: () => Iterable<string>;
}

/** What a device begins as: an id, a name and a user name that nobody else has, and what it came with. Adds it nowhere. */
export class Newcomers {
  private needs: NewcomersNeeds;

  constructor(needs: NewcomersNeeds) {
    this.needs = needs;
  }

  /** One that came by pairing or was added by hand. `isTaken`: user names that are somebody else's. */
  one(newcomer: Newcomer, isTaken: (userName: string) => boolean, secret: StoredSecret | null): StoredDevice {
    const userNames = new Set(this.needs.userNames());
    const wanted = newcomer.userName ?? slug(cleanText(newcomer.name, LIMITS.deviceTextChars), newcomer.maxUserNameChars, 'device');
    const userName = firstFree(wanted, newcomer.maxUserNameChars, (candidate) => userNames.has(candidate) || isTaken(candidate));
    const { baseTopic, publish, subscribe } = newcomer.topics(userName);
    const { origin, type, node } = newcomer;
    const permission = { publish, subscribe, networks: [], hours: null };
    const name = freeName(newcomer.name, new Set(this.needs.names()));
    return { ...this.blank(name), origin, type, node, baseTopic, userName, passwordKind: 'hub', secret, permission };
  }

  /** One that came by a bootstrap credential. */
  registered({ clientId, userName, secret, permission }: Registrant): StoredDevice {
    const name = freeName(clientId, new Set(this.needs.names()));
    return { ...this.blank(name), origin: 'bootstrap', baseTopic: '', userName, passwordKind: 'shared', secret, permission };
  }

  /** All that are imported together. Throws a {@link UserError} if one's user name is somebody's. */
  settled(settlers: readonly Settler[], origin: StoredDevice['origin']): StoredDevice[] {
    const names = new Set(this.needs.names());
    const userNames = new Set(this.needs.userNames());
    return settlers.map(({ userName, secret, permission }) => {
      if (userNames.has(userName)) throw new UserError(words.devices.nameTaken(userName));
      const name = freeName(userName, names);
      userNames.add(userName);
      names.add(name);
      return { ...this.blank(name), origin, baseTopic: '', userName, passwordKind: 'person', secret, permission };
    });
  }

  private blank(name: string) {
    const now = this.needs.now();
    return {
      id: Buffer.from(this.needs.random(12)).toString('base64url'),
      name,
      type: null,
      node: null,
      createdAt: now,
      lastSeenAt: null,
      address: null,
      clientId: null,
      passwordSince: now,
      passwordUsedAt: null,
      old: null,
      queue: null,
    };
  }
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  const cleaned = cleanText(wanted, LIMITS.deviceTextChars) || 'Device';
  return firstFree(cleaned, LIMITS.deviceTextChars + 4, (candidate) => taken.has(candidate));
}
