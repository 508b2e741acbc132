import type { WebProblem } from '../../contract/web.ts';
import { words } from '../words/index.ts';

/** An answer that is no success: for people, and for the page that shows it. */
export interface Refusal extends WebProblem {
  status: number;
}

const make =
  (code: WebProblem['code'], status: number) =>
  (problem: string, seconds: number | null = null): Refusal => ({ code, status, problem, seconds });

export const refusals = {
  password: () => make('password', 403)(words.web.refusals.password),
  tooMany: (seconds: number) => make('too-many', 429)(words.web.refusals.tooMany, seconds),
  link: () => make('link', 403)(words.web.refusals.link),
  signedOut: () => make('signed-out', 401)(words.web.refusals.signedOut),
  elsewhere: () => make('refused', 403)(words.web.refusals.elsewhere),
  host: () => make('refused', 421)(words.web.refusals.host),
  here: () => make('refused', 403)(words.web.refusals.here),
  malformed: () => make('refused', 400)(words.web.refusals.malformed),
  unknown: () => make('refused', 404)(words.web.refusals.unknown),
  tooLong: () => make('too-long', 413)(words.web.refusals.tooLong),
  tooLongBody: () => make('too-long', 413)(words.web.refusals.tooLongBody),
  storage: () => make('storage', 507)(words.web.refusals.storage),
  fault: () => make('fault', 500)(words.web.refusals.fault),
};
