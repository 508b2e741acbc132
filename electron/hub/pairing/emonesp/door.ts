import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Report } from '../../activity/report.ts';
import { LIMITS } from '../../limits.ts';
import { inOwnSubnets, type LocalAddresses, normaliseIpv4 } from '../../network/addresses.ts';
import { words } from '../../words/index.ts';
import { limitConnections, refuseSocket } from '../connections.ts';
import { HttpDoor } from '../http-door.ts';

/** The second is what firmware of 2017 asks for. */
const PATHS = ['/emoncms/device/auth/request.json', '/emoncms/device/mqttauth.json'];
const CHECK_TIMEOUTS_MS = 1_000;

export interface DoorNeeds {
  /** The body for a poll from this IPv4 address. */
  answer: (address: string, keepsConnection: boolean) => string;
  addresses: LocalAddresses;
  report: Report;
}

/** Every answer that is not the firmware's own. No text here may hold a colon: see `answers.ts`. */
const REFUSALS = {
  400: 'bad request',
  403: 'not from this network',
  404: 'not found',
  405: 'only GET is answered here',
  408: 'too slow',
  413: 'too long',
  429: 'too many requests',
  431: 'headers too long',
  500: 'something went wrong',
} as const;
type Refusal = keyof typeof REFUSALS;

/**
 * The HTTP door that an EmonESP polls. It answers two paths, to IPv4 addresses in this machine's own subnets,
 * from the address of the connection alone: forwarding headers are for proxies, and there is none.
 * Whatever else comes in gets a short plain text, because the firmware takes two or three colons for a credential.
 */
export class EmonEspDoor extends HttpDoor {
  private needs: DoorNeeds;

  constructor(needs: DoorNeeds) {
    super();
    this.needs = needs;
  }

  protected async build(): Promise<FastifyInstance> {
    const app = fastify({
      logger: false,
      trustProxy: false,
      exposeHeadRoutes: false,
      // Its own answers are JSON.
      return503OnClosing: false,
      frameworkErrors: (_error, _request, reply) => refuse(reply as FastifyReply, 400),
      clientErrorHandler: (error, socket) => refuseSocket(error, socket, (status) => ({ type: 'text/plain', text: REFUSALS[status] })),
      forceCloseConnections: true,
      bodyLimit: LIMITS.emonespRequestBytes,
      requestTimeout: LIMITS.emonespRequestTimeoutMs,
      keepAliveTimeout: LIMITS.emonespRequestTimeoutMs,
      http: {
        maxHeaderSize: LIMITS.emonespRequestBytes,
        headersTimeout: LIMITS.emonespRequestTimeoutMs,
        connectionsCheckingInterval: CHECK_TIMEOUTS_MS,
        requireHostHeader: false,
      },
    });
    app.server.maxConnections = LIMITS.emonespConnections;
    limitConnections(app.server, LIMITS.emonespConnectionsPerAddress);
    app.setErrorHandler((_error, _request, reply) => refuse(reply, 500));
    app.setNotFoundHandler((_request, reply) => refuse(reply, 404));

    await app.register(rateLimit, { global: false });
    const checkRate = app.createRateLimit({
      max: LIMITS.emonespRequestsPerMinutePerAddress,
      timeWindow: 60_000,
      keyGenerator: (request: FastifyRequest) => request.socket.remoteAddress ?? '',
    });
    app.addHook('onRequest', async (request, reply) => {
      const rate = await checkRate(request);
      if (!rate.isAllowed && rate.isExceeded) return refuse(reply, 429);
      const refusal = this.refusal(request);
      if (refusal) return refuse(reply, refusal);
    });
    for (const path of PATHS) {
      app.get(path, (request, reply) => {
        const address = normaliseIpv4(request.socket.remoteAddress) as string;
        return send(reply, this.needs.answer(address, keepsConnection(request)));
      });
    }
    return app;
  }

  private refusal(request: FastifyRequest): Refusal | null {
    const peer = request.socket.remoteAddress ?? null;
    const address = peer === null ? null : normaliseIpv4(peer);
    if (!address || !inOwnSubnets(address, this.needs.addresses())) {
      this.needs.report({
        kind: 'refusal',
        text: words.emonEsp.turnedAway(peer, Boolean(address)),
        address: peer,
        refusal: { cause: 'far-away' },
      });
      return 403;
    }
    const path = request.raw.url?.split('?', 1)[0] ?? '';
    if (!PATHS.includes(path.replace(/^http:\/\/[^/]*/i, ''))) return 404;
    if (request.method !== 'GET') return 405;
    if (Number(request.headers['content-length'] ?? 0) > LIMITS.emonespRequestBytes) return 413;
    return null;
  }
}

/** RFC 9112, 9.3: HTTP/1.1 keeps the connection unless told otherwise, HTTP/1.0 the other way round. */
function keepsConnection({ raw }: FastifyRequest): boolean {
  const wishes = (raw.headers.connection ?? '').toLowerCase().split(/\s*,\s*/);
  if (wishes.includes('close')) return false;
  return raw.httpVersion === '1.1' || wishes.includes('keep-alive');
}

/** Bytes, because a string would get a character set appended to its type. */
const send = (reply: FastifyReply, text: string) =>
  reply.header('content-type', 'text/plain').header('cache-control', 'no-store').send(Buffer.from(text, 'ascii'));

/** Also ends the connection, so that nothing that may still come is read as a further request. */
function refuse(reply: FastifyReply, status: Refusal) {
  reply.code(status).header('connection', 'close');
  if (status === 405) reply.header('allow', 'GET');
  return send(reply, REFUSALS[status]);
}
