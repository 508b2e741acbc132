import { readFile, stat } from 'node:fs/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LOGIN_PAGE } from '../../contract/web.ts';
import { headersFor, pageFile } from '../../pages/page-files.ts';
import { refusals } from './problems.ts';
import { pathOf, refuse, type WebApp } from './web-app.ts';

export interface PageRoutesNeeds {
  /** The folder with the built pages. */
  pages: string;
  isLoggedIn(request: FastifyRequest): boolean;
}

/** The build puts a hash of the content into these names, so that they never change. */
const UNCHANGING = '/assets/';

/** The same pages as a window shows. They hold nothing secret; who is not logged in is led to where that is done. */
export function servePages(app: WebApp, { pages, isLoggedIn }: PageRoutesNeeds): void {
  app.route({
    method: ['GET', 'HEAD'],
    url: '/*',
    handler: async (request, reply) => {
      const path = pathOf(request.raw);
      if ((path === '/' || path === '/index.html') && !isLoggedIn(request)) return reply.redirect(LOGIN_PAGE, 302);
      const file = pageFile(pages, path);
      return file === null ? refuse(reply, refusals.unknown()) : sendFile(request, reply, file, path.startsWith(UNCHANGING));
    },
  });
}

async function sendFile(request: FastifyRequest, reply: FastifyReply, file: string, isUnchanging: boolean) {
  const stats = await stat(file).catch(() => null);
  if (!stats?.isFile()) return refuse(reply, refusals.unknown());
  const etag = `"${stats.size.toString(36)}-${Math.floor(stats.mtimeMs).toString(36)}"`;
  reply.headers(headersFor(file)).header('cross-origin-resource-policy', 'same-origin').header('etag', etag);
  if (isUnchanging) reply.header('cache-control', 'public, max-age=31536000, immutable');
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  if (request.method === 'HEAD') return reply.header('content-length', stats.size).send();
  return reply.send(await readFile(file));
}
