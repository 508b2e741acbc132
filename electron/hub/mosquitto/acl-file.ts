import { filterFault } from '../devices/topic-filter.ts';
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
      if (user === false) remark('wrong', at, at.text, `There is no user name behind "user".${UNTIL_NEXT}`);
      else acl.users.set(user, acl.users.get(user) ?? []);
    } else if (word === 'topic' || word === 'pattern') {
      const rule = ruleOf(at, rest, remark);
      if (!rule) continue;
      if (word === 'pattern') acl.patterns.push(rule);
      else if (user === null) remark('left', at, at.text, 'It is for clients without a user name, and Porchlight asks everybody for one.');
      else if (user !== false) acl.users.get(user)?.push(rule);
    } else {
      const meant = nearest(word.trim().toLowerCase(), ['topic', 'pattern', 'user']);
      const isRule = /^\s*(topic|pattern)\b/.test(at.text) || meant === 'topic' || meant === 'pattern';
      const hint = blankFault(word) ?? `A line begins with topic, pattern or user.${meant ? ` Was "${meant}" meant?` : ''}`;
      remark('wrong', at, shownWord(word), `${hint}${isRule ? '' : UNTIL_NEXT}`);
      if (!isRule) user = false;
      else if (/\bdeny\b/.test(at.text)) denyAll(acl, user, at);
    }
  }
  return acl;
}

const UNTIL_NEXT = ' The topics below it, up to the next user, are left out: nobody can tell whom they are for.';

function ruleOf(at: Line, text: string, remark: Remarks): Rule | null {
  if (text === '') {
    remark('wrong', at, at.text, 'The topic is missing.');
    return null;
  }
  const { word, rest } = firstWord(text);
  // A topic that stands alone may be called "read".
  if (rest === '') return checked({ access: 'readwrite', filter: word, at }, remark);
  if (ACCESS.includes(word)) return checked({ access: word as Rule['access'], filter: rest, at }, remark);
  const meant = nearest(word.toLowerCase(), ACCESS);
  const hint = meant ? ` Was "${meant}" meant?` : '';
  remark(
    'wrong',
    at,
    at.text,
    `"${word}" is no access: it is read, write, readwrite or deny.${hint} Until it is clear, the topic is denied.`,
  );
  return { access: 'deny', filter: filterFault(rest) ? EVERYTHING : rest, at };
}

function checked(rule: Rule, remark: Remarks): Rule | null {
  const fault = filterFault(rule.filter);
  if (!fault) return rule;
  const denied = rule.access === 'deny';
  const outcome = denied ? ' Until it is clear what to deny, everything is.' : '';
  remark('wrong', rule.at, rule.at.text, `"${rule.filter}" cannot be used as a topic filter: ${fault}.${outcome}`);
  return denied ? { ...rule, filter: EVERYTHING } : null;
}

function denyAll(acl: Acl, user: string | null | false, at: Line): void {
  const rule: Rule = { access: 'deny', filter: EVERYTHING, at };
  if (/^\s*p/i.test(at.text)) acl.patterns.push(rule);
  if (typeof user === 'string') acl.users.get(user)?.push(rule);
}
