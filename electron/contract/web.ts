import { z } from 'zod';
import type { WindowUpdate } from './desktop.ts';
import type { CallOutcome } from './errors.ts';

/** Where a browser finds what the hub's web server answers, beside the pages themselves. */
export const WEB_PATHS = {
  /** GET: how far this browser is. */
  session: '/web/session',
  /** POST: the first password, by the one-time link. */
  setup: '/web/setup',
  login: '/web/login',
  logout: '/web/logout',
  /** POST: another password. */
  password: '/web/password',
  /** GET: the browsers that are logged in; DELETE with a number behind it: ends one of them. */
  sessions: '/web/sessions',
  /** POST: a file of the browser's machine. GET with what is behind it: one that the hub wrote. */
  files: '/web/files',
  /** POST: where the hub may write a file that the browser then fetches. */
  places: '/web/places',
  /** The WebSocket with the contract's calls and updates. */
  socket: '/web/socket',
} as const;

/** The page at which a browser logs in. */
export const LOGIN_PAGE = '/login.html';
/** Before the token in the fragment of a one-time link; a fragment never reaches a server's log. */
export const LINK_FRAGMENT = '#setup=';
/** The fragment with which a page whose session is over goes there. */
export const ENDED_FRAGMENT = '#ended';
/** The header with a session's token against requests that other pages make a browser send. */
export const CSRF_HEADER = 'x-porchlight-csrf';
/** The header with the name of a file that is sent, percent-encoded. */
export const FILE_NAME_HEADER = 'x-porchlight-file';
/** The WebSocket's subprotocol; a second one carries the token after {@link CSRF_PROTOCOL}. */
export const SOCKET_PROTOCOL = 'porchlight.1';
export const CSRF_PROTOCOL = 'csrf.';
/** The WebSocket is closed with it when its session has ended. */
export const SESSION_ENDED = 4401;

/** As long as a passphrase of a backup: typed by a person, and the only thing between a network and the hub. */
export const WEB_PASSWORD_CHARS = { least: 10, most: 1_024 } as const;
const newPassword = z.string().min(WEB_PASSWORD_CHARS.least).max(WEB_PASSWORD_CHARS.most);
const anyPassword = z.string().min(1).max(WEB_PASSWORD_CHARS.most);

export const webBodies = {
  setup: z.object({ token: z.string().max(128), password: newPassword }).strict(),
  login: z.object({ password: anyPassword }).strict(),
  password: z.object({ old: anyPassword, password: newPassword }).strict(),
  place: z.object({ suggestedName: z.string().min(1).max(128) }).strict(),
};

/** `setup`: no password is set yet, and the one-time link is needed. `out`: log in. `in`: here is the token for what follows. */
export const webStateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('setup') }),
  z.object({ state: z.literal('out') }),
  z.object({ state: z.literal('in'), csrf: z.string() }),
]);
export type WebState = z.infer<typeof webStateSchema>;

/** A browser that is logged in. */
export const webSessionSchema = z.object({
  number: z.number().int(),
  /** The one that asks. */
  isThis: z.boolean(),
  /** What it says it is, for example `Firefox · Linux`; empty if that is not known. */
  browser: z.string(),
  address: z.string(),
  createdAt: z.number().int(),
  lastUsedAt: z.number().int(),
});
export type WebSession = z.infer<typeof webSessionSchema>;

/** What went wrong with a request, in words for people. */
export const webProblemSchema = z.object({
  problem: z.string(),
  code: z.enum(['password', 'too-many', 'link', 'signed-out', 'refused', 'too-long', 'storage', 'fault']),
  /** How long to wait before it makes sense to try again; `null` where that is no matter of time. */
  seconds: z.number().int().nullable(),
});
export type WebProblem = z.infer<typeof webProblemSchema>;

/** What a page sends over its WebSocket. */
export const fromPageSchema = z.object({ id: z.number().int().nonnegative(), name: z.string().max(64), args: z.unknown() }).strict();
/** What a page is sent. `hello` comes first: pages of another version load themselves anew. */
export type ToPage = { hello: { version: string } } | { id: number; outcome: CallOutcome<unknown> } | { update: WindowUpdate };
