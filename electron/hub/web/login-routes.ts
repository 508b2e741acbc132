import type { FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_HEADER, WEB_PATHS, webBodies } from '../../contract/web.ts';
import { browserName } from './browser-name.ts';
import type { SessionCookie } from './cookie.ts';
import { isReading, isSame } from './guard.ts';
import type { Admission, Caller, LoginDesk } from './login-desk.ts';
import { refusals } from './problems.ts';
import type { Sessions, Visit } from './sessions.ts';
import { addressOf, refuse, type WebApp } from './web-app.ts';

export interface LoginRoutesNeeds {
  desk: LoginDesk;
  sessions: Sessions;
  cookie: SessionCookie;
}

/** Whose session a request is of: by its cookie and, where it changes something, by the token too that only our pages know. */
export function visitOf(
  { sessions, cookie }: Pick<LoginRoutesNeeds, 'sessions' | 'cookie'>,
  { raw }: Pick<FastifyRequest, 'raw'>,
): Visit | null {
  const visit = sessions.find(cookie.read(raw.headers.cookie), addressOf(raw));
  if (!visit) return null;
  return isReading(raw.method) || isSame(raw.headers[CSRF_HEADER], visit.csrf) ? visit : null;
}

/** Logging in and out, the password, and the list of who is in. */
export function serveLogin(app: WebApp, needs: LoginRoutesNeeds): void {
  const { desk, sessions, cookie } = needs;
  const callerOf = ({ raw }: FastifyRequest): Caller => ({ address: addressOf(raw), browser: browserName(raw.headers['user-agent']) });

  function admit(reply: FastifyReply, admission: Admission) {
    if ('refusal' in admission) return refuse(reply, admission.refusal);
    return reply.header('set-cookie', cookie.set(admission.secret)).send(desk.state(admission.visit));
  }

  app.addHook('onSend', async (request, reply) => {
    if (request.raw.url?.startsWith('/web/')) reply.header('cache-control', 'no-store');
  });

  app.get(WEB_PATHS.session, (request, reply) => reply.send(desk.state(visitOf(needs, request))));

  app.post(WEB_PATHS.setup, async (request, reply) => {
    const read = webBodies.setup.safeParse(request.body);
    if (!read.success) return refuse(reply, refusals.malformed());
    return admit(reply, await desk.setUp(callerOf(request), read.data.token, read.data.password));
  });

  app.post(WEB_PATHS.login, async (request, reply) => {
    const read = webBodies.login.safeParse(request.body);
    if (!read.success) return refuse(reply, refusals.malformed());
    return admit(reply, await desk.logIn(callerOf(request), read.data.password));
  });

  app.post(WEB_PATHS.logout, (request, reply) => {
    const visit = visitOf(needs, request);
    if (!visit) return refuse(reply, refusals.signedOut());
    desk.logOut(callerOf(request), visit);
    return reply.header('set-cookie', cookie.clear()).send(desk.state(null));
  });

  app.post(WEB_PATHS.password, async (request, reply) => {
    const visit = visitOf(needs, request);
    if (!visit) return refuse(reply, refusals.signedOut());
    const read = webBodies.password.safeParse(request.body);
    if (!read.success) return refuse(reply, refusals.malformed());
    return admit(reply, await desk.change(callerOf(request), read.data.old, read.data.password));
  });

  app.get(WEB_PATHS.sessions, (request, reply) => {
    const visit = visitOf(needs, request);
    return visit ? reply.send({ sessions: sessions.list(visit.number) }) : refuse(reply, refusals.signedOut());
  });

  app.delete<{ Params: { number: string } }>(`${WEB_PATHS.sessions}/:number`, (request, reply) => {
    const visit = visitOf(needs, request);
    if (!visit) return refuse(reply, refusals.signedOut());
    const number = Number(request.params.number);
    if (!Number.isSafeInteger(number)) return refuse(reply, refusals.unknown());
    desk.endOther(callerOf(request), number);
    return reply.send({ sessions: sessions.list(visit.number) });
  });
}
