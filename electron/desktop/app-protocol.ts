import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { headersFor } from '../pages/page-files.ts';
import { fileFor } from './renderer-files.ts';

/**
 * Must run before Electron is ready. The scheme behaves like https: it has an origin, a content security policy, and Chromium keeps
 * what it compiled of its scripts.
 */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * Serves the renderer's files, and only those. Checklist item 18: no file:// pages. Electron's newer `protocol.handle` makes a Request
 * of fetch for each, for which Node loads all of fetch while the window waits for its page: a tenth of the whole start.
 */
export function serveRenderer(folder: string): void {
  protocol.registerBufferProtocol('app', async ({ url, method }, answer) => {
    const file = method === 'GET' || method === 'HEAD' ? fileFor(folder, url) : null;
    const data = file && (await readFile(file).catch(() => null));
    if (file && data) answer({ data, headers: headersFor(file) });
    else answer({ statusCode: 404, data: Buffer.from('Not found'), headers: headersFor(null) });
  });
}
