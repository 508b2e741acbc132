import {
  CSRF_HEADER,
  ENDED_FRAGMENT,
  LOGIN_PAGE,
  WEB_PATHS,
  type WebProblem,
  type WebState,
  webProblemSchema,
  webStateSchema,
} from '../electron/contract/web.ts';
import { CallError } from './bridge.ts';

/** A refusal of the hub's web server. */
export class WebError extends CallError {
  override name = 'WebError';
  readonly code: WebProblem['code'];
  /** How long to wait before trying again; `null` where that would change nothing. */
  readonly seconds: number | null;

  constructor({ problem, code, seconds }: WebProblem) {
    super(problem);
    this.code = code;
    this.seconds = seconds;
  }
}

let csrf = '';

/** The token that belongs to this browser's session; empty while there is none. */
export const csrfToken = (): string => csrf;

/** How far this browser is. Rejects if the hub cannot be reached. */
export async function askState(): Promise<WebState> {
  return noted(webStateSchema.parse(await webRequest('GET', WEB_PATHS.session)));
}

/** Asks for what answers with how far this browser is then. */
export async function changeState(path: string, body: object): Promise<WebState> {
  return noted(webStateSchema.parse(await webRequest('POST', path, body)));
}

/** Asks the hub's web server. Rejects with a {@link WebError} when it refuses, or with what the browser says when it is not there. */
export async function webRequest(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object | Blob, headers?: Record<string, string>) {
  const type = body instanceof Blob ? 'application/octet-stream' : 'application/json';
  const answer = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: { [CSRF_HEADER]: csrf, ...(body && { 'content-type': type }), ...headers },
    ...(body && { body: body instanceof Blob ? body : JSON.stringify(body) }),
  });
  const content: unknown = await answer.json();
  if (answer.ok) return content;
  throw new WebError(webProblemSchema.parse(content));
}

let isLeaving = false;

/** Ends this browser's session, and goes to the login. Rejects with a {@link WebError} when the hub refuses. */
export async function logOut(): Promise<void> {
  await changeState(WEB_PATHS.logout, {});
  isLeaving = true;
  location.assign(LOGIN_PAGE);
}

/** Goes to the login, which says that the session is over: the person did not end it here. */
export function leaveEnded(): void {
  if (!isLeaving) location.assign(`${LOGIN_PAGE}${ENDED_FRAGMENT}`);
}

function noted(state: WebState): WebState {
  csrf = state.state === 'in' ? state.csrf : '';
  return state;
}
