import type { IncomingMessage } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyBaseLogger, type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { headersFor } from '../../pages/page-files.ts';
import { LIMITS } from '../limits.ts';
import { peerAddress } from '../network/near.ts';
import { limitConnections, refuseSocket } from '../pairing/connections.ts';
import type { DoorTls } from '../pairing/v1/door.ts';
import { type GuardNeeds, strangerAt } from './guard.ts';
import { type Refusal, refusals } from './problems.ts';

/** Of either server: what is done with it is the same. */
export type WebApp = FastifyInstance;

export interface WebAppNeeds extends GuardNeeds {
  tls: DoorTls;
  /** A request failed by a fault of ours. */
  fault(error: unknown): void;
}

const CHECK_TIMEOUTS_MS = 1_000;
const MINUTE_MS = 60_000;

/** An HTTP server, or an HTTPS one with the hub's certificate, that lets nobody through who may not ask at all. It has no routes yet. */
export async function makeWebApp(needs: WebAppNeeds): Promise<WebApp> {
  const app = needs.scheme === 'https' ? makeSecure(needs.tls) : (fastify({ ...OPTIONS, http: SERVER }) as WebApp);
  app.server.maxConnections = LIMITS.webConnections;
  limitConnections(app.server, LIMITS.webConnectionsPerAddress);
  await app.register(rateLimit, { global: false, cache: LIMITS.webAddresses });
  const checkRate = app.createRateLimit({
    max: LIMITS.webRequestsPerMinutePerAddress,
    timeWindow: MINUTE_MS,
    keyGenerator: (request: FastifyRequest) => addressOf(request.raw),
  });
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    if ((error.statusCode ?? 500) >= 500) needs.fault(error);
    return refuse(reply, refusalFor(error));
  });
  app.setNotFoundHandler((_request, reply) => refuse(reply, refusals.unknown()));
  app.addHook('onRequest', async (request, reply) => {
    const rate = await checkRate(request);
    if (!rate.isAllowed && rate.isExceeded) return refuse(reply, refusals.tooMany(Math.ceil(rate.ttl / 1_000)));
    const { method, headers } = request.raw;
    const stranger = strangerAt({ method: method ?? '', path: pathOf(request.raw), headers }, needs);
    if (stranger) return refuse(reply, stranger);
  });
  return app;
}

/** The path of a request, as it was sent. */
export const pathOf = ({ url = '' }: IncomingMessage): string => url.split('?', 1)[0] as string;

/** Who a request comes from, in the one spelling. */
export const addressOf = ({ socket }: IncomingMessage): string => peerAddress(socket.remoteAddress) ?? '';

/** Answers with a refusal, which is never kept by a browser. */
export function refuse(reply: FastifyReply, { status, ...problem }: Refusal) {
  reply.code(status).headers(headersFor('refusal.json')).header('cache-control', 'no-store');
  if (problem.seconds !== null) reply.header('retry-after', problem.seconds);
  // Whoever is refused before its body was read must not send the rest as a further request.
  return reply.header('connection', 'close').send(problem);
}

const SERVER = {
  maxHeaderSize: LIMITS.webHeaderBytes,
  headersTimeout: LIMITS.webHeadersTimeoutMs,
  connectionsCheckingInterval: CHECK_TIMEOUTS_MS,
  // Who leaves it out is answered like who names another host.
  requireHostHeader: false,
} as const;

const OPTIONS = {
  logger: false,
  trustProxy: false,
  exposeHeadRoutes: false,
  return503OnClosing: false,
  forceCloseConnections: true,
  bodyLimit: LIMITS.webBodyBytes,
  requestTimeout: LIMITS.webRequestTimeoutMs,
  keepAliveTimeout: LIMITS.webKeepAliveMs,
  frameworkErrors: (_error: unknown, _request: unknown, reply: unknown) => void refuse(reply as FastifyReply, refusals.malformed()),
  clientErrorHandler: (error: NodeJS.ErrnoException, socket: Parameters<typeof refuseSocket>[1]) =>
    refuseSocket(error, socket, () => {
      const { status: _status, ...problem } = refusals.malformed();
      return { type: 'application/json', text: JSON.stringify(problem) };
    }),
};

function makeSecure(tls: DoorTls): WebApp {
  const https = { ...tls.ownOptions(), handshakeTimeout: LIMITS.handshakeMs, ...SERVER };
  const app = fastify<HttpsServer>({ ...OPTIONS, https });
  const unfollow = tls.onChanged(() => app.server.setSecureContext(tls.ownOptions()));
  app.addHook('onClose', async () => void unfollow());
  return app as unknown as FastifyInstance & { log: FastifyBaseLogger };
}

function refusalFor(error: FastifyError): Refusal {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return refusals.tooLongBody();
  return (error.statusCode ?? 500) < 500 ? refusals.malformed() : refusals.fault();
}
