import type { Permission } from '../../contract/model.ts';
import { permissionFault } from '../devices/permissions.ts';
import { LIMITS } from '../limits.ts';
import { words } from '../words/index.ts';
import type { Acl, Rule } from './acl-file.ts';
import { overlap } from './overlap.ts';
import type { Remarks } from './remarks.ts';

type Filters = Pick<Permission, 'publish' | 'subscribe'>;

/** A rule, and all that it may stand for. */
interface Reaching {
  rule: Rule;
  reach: string;
}

/** A filter as Porchlight keeps it, or why it cannot. */
type Kept = string | { fault: string };

/** Something that holds for one line and many users is said once. */
interface Lost {
  rule: Rule;
  reason: string;
  users: string[];
}

/** Says what each user of an ACL may do, in Porchlight's terms; then {@link finish} remarks on what could not be said so. */
export class AclReader {
  private acl: Acl;
  private lost = new Map<string, Lost>();
  private denied = new Set<Rule>();

  constructor(acl: Acl) {
    this.acl = acl;
  }

  /** Fails closed: what overlaps with something denied is left out whole, because Porchlight knows no deny. */
  of(user: string): Filters {
    const own = this.acl.users.get(user) ?? [];
    // As Mosquitto does: what a user is denied counts against patterns too, what a pattern denies only against patterns.
    const denied = own.filter(isDeny).map((rule) => ({ rule, reach: rule.filter }));
    const deniedByPattern = this.acl.patterns.filter(isDeny).map((rule) => ({ rule, reach: reach(rule.filter, user) }));
    const granted: Filters = { publish: [], subscribe: [] };
    for (const rule of own) this.grant(user, { rule, reach: rule.filter }, kept(rule), denied, granted);
    for (const rule of this.acl.patterns) {
      this.grant(user, { rule, reach: reach(rule.filter, user) }, keptPattern(rule, user), [...denied, ...deniedByPattern], granted);
    }
    return { publish: [...new Set(granted.publish)], subscribe: [...new Set(granted.subscribe)] };
  }

  /** Remarks on all that {@link of} left out. */
  finish(remark: Remarks): void {
    const { denyUsed, denyUnused } = words.mosquitto.acl;
    for (const { rule, reason, users } of this.lost.values()) {
      const named = users.slice(0, LIMITS.mosquittoNamed);
      remark('left', rule.at, rule.at.text, words.mosquitto.acl.leftOutFor(reason, named, users.length - named.length));
    }
    for (const rule of [...this.acl.users.values(), this.acl.patterns].flat().filter(isDeny)) {
      if (rule.at.text.includes('deny')) remark('left', rule.at, rule.at.text, this.denied.has(rule) ? denyUsed : denyUnused);
    }
  }

  private grant(user: string, { rule, reach: own }: Reaching, filter: Kept, denies: readonly Reaching[], into: Filters): void {
    if (isDeny(rule)) return;
    const against = denies.find((deny) => overlap(own, deny.reach));
    if (typeof filter !== 'string') this.lose(rule, filter.fault, user);
    else if (against) {
      this.denied.add(against.rule);
      this.lose(rule, words.mosquitto.acl.deniedBy(against.rule.at.number), user);
    } else {
      if (rule.access !== 'read') into.publish.push(filter);
      if (rule.access !== 'write') into.subscribe.push(filter);
    }
  }

  private lose(rule: Rule, reason: string, user: string): void {
    const key = `${rule.at.number} ${reason}`;
    const lost = this.lost.get(key) ?? { rule, reason, users: [] };
    lost.users.push(user);
    this.lost.set(key, lost);
  }
}

const isDeny = ({ access }: Rule) => access === 'deny';

/** A topic of one user as Porchlight keeps it, or why it cannot. There is nothing to fill in, so `%u` means just these two letters. */
function kept({ filter }: Rule): Kept {
  if (filter.includes('%')) return { fault: words.mosquitto.acl.percent };
  return usable(filter);
}

/** `%u` and `%c` as whole levels mean the same to Porchlight. Inside a level, `%u` is known already and is filled in. */
function keptPattern({ filter }: Rule, user: string): Kept {
  if (filter.includes('%u') && /[+#]/.test(user)) return { fault: words.mosquitto.acl.wildcardUser };
  const levels = filter.split('/');
  if (levels.some((level) => level.includes('%c') && level !== '%c')) {
    return { fault: words.mosquitto.acl.clientIdInside };
  }
  if (levels.some((level) => level === '%d')) return { fault: words.mosquitto.acl.deviceId };
  return usable(levels.map((level) => (level === '%u' && !user.includes('/') ? level : filled(level, user))).join('/'));
}

function usable(filter: string): Kept {
  const fault = permissionFault({ publish: [filter], subscribe: [], networks: [], hours: null });
  return fault === null ? filter : { fault };
}

const filled = (text: string, user: string) => text.replaceAll('%u', () => user);

/** All that a pattern may stand for. What cannot be known, a client id or an odd user name, may be any level. */
function reach(filter: string, user: string): string {
  return filter
    .split('/')
    .map((level) => {
      const known = /[+#]/.test(user) && level.includes('%u') ? '+' : filled(level, user);
      return level.includes('%c') ? '+' : known;
    })
    .join('/');
}
