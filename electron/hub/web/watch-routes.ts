import type { FastifyRequest } from 'fastify';
import { isLoopback } from '../broker/listeners/entrance.ts';
import { METRICS_TYPE } from './metrics.ts';
import { refusals } from './problems.ts';
import { addressOf, refuse, type WebApp } from './web-app.ts';

export interface WatchRoutesNeeds {
  /** Other machines may ask too. */
  openMetrics: boolean;
  /** The figures in Prometheus' text format. */
  metrics(): Promise<string>;
  /** What is not as it should be, in one sentence each; empty when all is well. */
  faults(): string[];
}

/** For programs that watch the hub: its figures, and whether it is well. Without a login, and so for this machine alone unless asked. */
export function serveWatch(app: WebApp, { openMetrics, metrics, faults }: WatchRoutesNeeds): void {
  const mayAsk = (request: FastifyRequest) => openMetrics || isFromHere(request);

  app.get('/metrics', async (request, reply) => {
    if (!mayAsk(request)) return refuse(reply, refusals.here());
    return reply
      .type(METRICS_TYPE)
      .header('cache-control', 'no-store')
      .send(await metrics());
  });

  app.get('/healthz', (request, reply) => {
    if (!mayAsk(request)) return refuse(reply, refusals.here());
    const found = faults();
    const text = found.length === 0 ? 'ok' : found.join('\n');
    return reply
      .code(found.length === 0 ? 200 : 503)
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(`${text}\n`);
  });
}

/** A proxy on this machine asks for others, and says so. */
function isFromHere({ raw }: FastifyRequest): boolean {
  const { headers } = raw;
  return (
    isLoopback(addressOf(raw)) && headers.forwarded === undefined && headers['x-forwarded-for'] === undefined && headers.via === undefined
  );
}
