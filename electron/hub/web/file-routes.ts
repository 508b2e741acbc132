import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { FILE_NAME_HEADER, WEB_PATHS, webBodies } from '../../contract/web.ts';
import { LIMITS } from '../limits.ts';
import { troubleOf } from '../storage/trouble.ts';
import { type BrowserFiles, TooLong } from './browser-files.ts';
import { refusals } from './problems.ts';
import type { Visit } from './sessions.ts';
import { refuse, type WebApp } from './web-app.ts';

export interface FileRoutesNeeds {
  files: BrowserFiles;
  visitOf(request: FastifyRequest): Visit | null;
}

const BYTES = 'application/octet-stream';

/** Files on their way between a browser's machine and the hub's: what a desktop does with its dialogs. */
export function serveFiles(app: WebApp, { files, visitOf }: FileRoutesNeeds): void {
  // Not read here: a file is written as it comes.
  app.addContentTypeParser(BYTES, (_request, payload, done) => done(null, payload));

  app.post(WEB_PATHS.files, { bodyLimit: LIMITS.webFileBytes }, async (request, reply) => {
    const visit = visitOf(request);
    if (!visit) return refuse(reply, refusals.signedOut());
    if (request.headers['content-type'] !== BYTES) return refuse(reply, refusals.malformed());
    if (Number(request.headers['content-length'] ?? 0) > LIMITS.webFileBytes) return refuse(reply, refusals.tooLong());
    try {
      const path = await files.receive(visit.number, nameIn(request.headers[FILE_NAME_HEADER]), request.body as Readable);
      return reply.send({ path });
    } catch (error) {
      if (error instanceof TooLong) return refuse(reply, refusals.tooLong());
      if (troubleOf(error) !== null) return refuse(reply, refusals.storage());
      throw error;
    }
  });

  app.post(WEB_PATHS.places, (request, reply) => {
    const visit = visitOf(request);
    if (!visit) return refuse(reply, refusals.signedOut());
    const read = webBodies.place.safeParse(request.body);
    if (!read.success) return refuse(reply, refusals.malformed());
    return reply.send({ path: files.place(visit.number, read.data.suggestedName) });
  });

  app.get<{ Params: { id: string } }>(`${WEB_PATHS.files}/:id`, (request, reply) => {
    const visit = visitOf(request);
    if (!visit) return refuse(reply, refusals.signedOut());
    const { id } = request.params;
    const file = files.read(visit.number, id);
    if (!file) return refuse(reply, refusals.unknown());
    // What was fetched whole is not kept; a download that broke off can be begun again.
    reply.raw.once('finish', () => files.remove(id));
    return reply
      .header('content-type', BYTES)
      .header('content-length', file.bytes)
      .header('x-content-type-options', 'nosniff')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .send(file.content);
  });
}

function nameIn(header: string | string[] | undefined): string {
  try {
    return decodeURIComponent(String(header ?? ''));
  } catch {
    return '';
  }
}
