import { duration } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { WebError } from '../../web-session.ts';

/** What went wrong with the hub's web server, in the words of this page's language. */
export function webProblem(error: unknown): string {
  const { tooMany, problems } = strings.web.login;
  if (!(error instanceof WebError)) return strings.web.away;
  return error.code === 'too-many' ? tooMany(duration(error.seconds ?? 60)) : problems[error.code];
}
