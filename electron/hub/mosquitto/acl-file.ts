import { filterFault } from '../devices/topic-filter.ts';
import { words } from '../words/index.ts';
import { blankFault, firstWord, linesOf, shownWord } from './lines.ts';
import { nearest } from './nearest.ts';
import type { Line, Remarks } from './remarks.ts';

export interface Rule {
  access: 'read' | 'write' | 'readwrite' | 'deny';
  filter: string;
  at: Line;
}

/** Who may do what, by an ACL file. */
export interface Acl {
  users: Map<string, Rule[]>;
  /** For everybody, with `%u` and `%c` in it. */
  patterns: Rule[];
}

const ACCESS: readonly string[] = ['read', 'write', 'readwrite', 'deny'] satisfies Rule['access'][];
const EVERYTHING = '#';

/**
 * Reads an ACL file, and remarks on every line that is not taken over. Fails closed: what might have denied something denies it,
 * and what was meant for nobody knows whom is for nobody.
 */
export function readAcl(file: string, bytes: Uint8Array, remark: Remarks): Acl {
  const acl: Acl = { users: new Map(), patterns: [] };
  /** Whom the lines are for; `null`: who has no user name, `false`: nobody knows. */
  let user: string | null | false = null;
  for (const at of linesOf(file, bytes, remark)) {
    const { word, rest } = firstWord(at.text);
    if (word === 'user') {
      user = rest === '' ? false : rest;
      if (user === false) remark('wrong', at, at.text, words.mosquitto.acl.noUser);
      else acl.users.set(user, acl.users.get(user) ?? []);
    } else if (word === 'topic' || word === 'pattern') {
      const rule = ruleOf(at, rest, remark);
      if (!rule) continue;
      if (word === 'pattern') acl.patterns.push(rule);
      else if (user === null) remark('left', at, at.text, words.mosquitto.acl.forNobody);
      else if (user !== false) acl.users.get(user)?.push(rule);
    } else {
      const meant = nearest(word.trim().toLowerCase(), ['topic', 'pattern', 'user']);
      const isRule = /^\s*(topic|pattern)\b/.test(at.text) || meant === 'topic' || meant === 'pattern';
      const hint = blankFault(word) ?? words.mosquitto.acl.noWord(meant);
      remark('wrong', at, shownWord(word), `${hint}${isRule ? '' : words.mosquitto.acl.untilNext}`);
      if (!isRule) user = false;
      else if (/\bdeny\b/.test(at.text)) denyAll(acl, user, at);
    }
  }
  return acl;
}

function ruleOf(at: Line, text: string, remark: Remarks): Rule | null {
  if (text === '') {
    remark('wrong', at, at.text, words.mosquitto.acl.noTopic);
    return null;
  }
  const { word, rest } = firstWord(text);
  // A topic that stands alone may be called "read".
  if (rest === '') return checked({ access: 'readwrite', filter: word, at }, remark);
  if (ACCESS.includes(word)) return checked({ access: word as Rule['access'], filter: rest, at }, remark);
  const meant = nearest(word.toLowerCase(), ACCESS);
  remark('wrong', at, at.text, words.mosquitto.acl.noAccess(word, meant));
  return { access: 'deny', filter: filterFault(rest) ? EVERYTHING : rest, at };
}

function checked(rule: Rule, remark: Remarks): Rule | null {
  const fault = filterFault(rule.filter);
  if (!fault) return rule;
  const denied = rule.access === 'deny';
  remark('wrong', rule.at, rule.at.text, words.mosquitto.acl.noFilter(rule.filter, fault, denied));
  return denied ? { ...rule, filter: EVERYTHING } : null;
}

function denyAll(acl: Acl, user: string | null | false, at: Line): void {
  const rule: Rule = { access: 'deny', filter: EVERYTHING, at };
  if (/^\s*p/i.test(at.text)) acl.patterns.push(rule);
  if (typeof user === 'string') acl.users.get(user)?.push(rule);
}
