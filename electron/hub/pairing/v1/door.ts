import type { Server } from 'node:https';
import type { TlsOptions } from 'node:tls';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyError, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Report } from '../../activity/report.ts';
import { LIMITS } from '../../limits.ts';
import type { Interfaces } from '../../network/interfaces.ts';
import { isNear, peerAddress } from '../../network/near.ts';
import { words } from '../../words/index.ts';
import { limitConnections, refuseSocket } from '../connections.ts';
import { HttpDoor } from '../http-door.ts';
import type { Asking, Reply } from './asking.ts';
import { readAsk, readReveal } from './bodies.ts';
import { type Problem, problems } from './problems.ts';

const PATH = '/pair/v1/requests';
const PROBLEM_TYPE = 'application/problem+json';
const CHECK_TIMEOUTS_MS = 1_000;
const MINUTE_MS = 60_000;
/** A request id is a UUID; nobody needs a longer path. */
const ID_CHARS = 64;

/** What the door shows as its certificate. */
export interface DoorTls {
  /** The hub's own certificate, whatever name is asked for: its key is what devices remember. */
  ownOptions(): TlsOptions;
  onChanged(follower: () => void): () => void;
}

export interface DoorNeeds {
  asking: Asking;
  tls: DoorTls;
  interfaces: Interfaces;
  report: Report;
}

/**
 * The HTTPS door of the pairing protocol, version 1. It answers devices in private networks and in this machine's own, from the
 * address of the connection alone, and nothing that comes from a web page.
 */
export class PairingDoor extends HttpDoor {
  private needs: DoorNeeds;

  constructor(needs: DoorNeeds) {
    super();
    this.needs = needs;
  }

  protected async build() {
    const { tls } = this.needs;
    const app = makeApp(tls);
    const unfollow = tls.onChanged(() => app.server.setSecureContext(tls.ownOptions()));
    app.addHook('onClose', async () => void unfollow());
    await app.register(rateLimit, { global: false, cache: LIMITS.pairAddresses });
    serve(app, this.needs);
    return app;
  }
}

function makeApp(tls: DoorTls) {
  const app = fastify<Server>({
    logger: false,
    trustProxy: false,
    exposeHeadRoutes: false,
    return503OnClosing: false,
    frameworkErrors: (_error, _request, reply) =>
      refuse(reply as unknown as FastifyReply, problems.malformed('The address of the request cannot be read.')),
    clientErrorHandler: (error, socket) =>
      refuseSocket(error, socket, (status) => ({ type: PROBLEM_TYPE, text: JSON.stringify(withoutPath(status)) })),
    forceCloseConnections: true,
    bodyLimit: LIMITS.pairBodyBytes,
    requestTimeout: LIMITS.pairRequestTimeoutMs,
    keepAliveTimeout: LIMITS.pairRequestTimeoutMs,
    routerOptions: { maxParamLength: ID_CHARS },
    https: {
      ...tls.ownOptions(),
      handshakeTimeout: LIMITS.pairRequestTimeoutMs,
      maxHeaderSize: LIMITS.pairBodyBytes,
      headersTimeout: LIMITS.pairRequestTimeoutMs,
      connectionsCheckingInterval: CHECK_TIMEOUTS_MS,
      requireHostHeader: false,
    },
  });
  app.server.maxConnections = LIMITS.pairConnections;
  limitConnections(app.server, LIMITS.pairConnectionsPerAddress);
  return app;
}

function serve(app: ReturnType<typeof makeApp>, { asking, interfaces, report }: DoorNeeds): void {
  const checkRate = app.createRateLimit({
    max: LIMITS.pairCallsPerMinutePerAddress,
    timeWindow: MINUTE_MS,
    keyGenerator: (request: FastifyRequest) => request.socket.remoteAddress ?? '',
  });
  // Any other kind of body has no reader, and is refused.
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler((error: FastifyError, _request, reply) => refuse(reply, problemOf(error)));
  app.setNotFoundHandler((_request, reply) => refuse(reply, problems.unknown('The pairing protocol has no such address.')));
  app.addHook('onRequest', async (request, reply) => {
    const rate = await checkRate(request);
    if (!rate.isAllowed && rate.isExceeded)
      return refuse(reply, problems.tooMany('This address asks too often.', Math.ceil(rate.ttl / 1_000)));
    const problem = strangerAt(request);
    if (problem) return refuse(reply, problem);
  });

  app.post(PATH, (request, reply) => {
    const read = readAsk(request.body);
    return send(reply, read.ok ? asking.ask(addressOf(request), read.body) : { problem: problems.malformed(read.detail) });
  });
  app.post<{ Params: { id: string } }>(`${PATH}/:id/reveal`, (request, reply) => {
    const read = readReveal(request.body);
    const { id } = request.params;
    return send(reply, read.ok ? asking.reveal(addressOf(request), id, read.body) : { problem: problems.malformed(read.detail) });
  });
  app.get<{ Params: { id: string } }>(`${PATH}/:id`, (request, reply) => {
    const [, bearer = null] = /^Bearer ([\w-]{1,64})$/.exec(request.headers.authorization ?? '') ?? [];
    return send(reply, asking.answer(addressOf(request), request.params.id, bearer));
  });

  function strangerAt(request: FastifyRequest): Problem | null {
    const address = peerAddress(request.socket.remoteAddress);
    if (address === null || !isNear(address, interfaces())) {
      report({ kind: 'refusal', text: words.pairing.notFromHome(address), address, refusal: { cause: 'far-away' } });
      return problems.stranger('Only devices in the home network may ask.');
    }
    // Every browser sends one of these along with what a page asks elsewhere. (Node's fetch sends others of their kind.)
    const { headers } = request;
    if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined) {
      report({ kind: 'refusal', text: words.pairing.webPage(address), address, refusal: { cause: 'web-page' } });
      return problems.stranger('Web pages may not ask.');
    }
    return null;
  }
}

const addressOf = (request: FastifyRequest): string => peerAddress(request.socket.remoteAddress) ?? '';

function send(reply: FastifyReply, answer: Reply) {
  if ('problem' in answer) return refuse(reply, answer.problem);
  reply.code(answer.status).header('cache-control', 'no-store');
  return 'body' in answer ? reply.send(answer.body) : reply.send();
}

function refuse(reply: FastifyReply, { retryAfter, ...problem }: Problem) {
  reply.code(problem.status).header('cache-control', 'no-store');
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
  // Bytes, because an object would be sent as plain JSON.
  return reply.type(PROBLEM_TYPE).send(Buffer.from(JSON.stringify(problem)));
}

function problemOf(error: FastifyError): Problem {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return problems.tooLong(`A body has at most ${LIMITS.pairBodyBytes} bytes.`);
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return problems.mediaType('Send the body as application/json.');
  if ((error.statusCode ?? 500) < 500) return problems.malformed('The body must be a JSON object.');
  return problems.fault('The hub made a mistake. Try again.');
}

function withoutPath(status: 400 | 408 | 431): Problem {
  if (status === 408) return problems.slow('The request did not come to an end in time.');
  return status === 431 ? problems.headers('The headers are too long.') : problems.malformed('This is not HTTP.');
}
