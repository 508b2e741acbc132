import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { headersFor } from '../pages/page-files.ts';
import { fileFor } from './renderer-files.ts';

/** Must run before Electron is ready. The scheme behaves like https: it has an origin, and a content security policy. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/** Serves the renderer's files, and only those. Checklist item 18: no file:// pages. */
export function serveRenderer(folder: string): void {
  protocol.handle('app', async ({ url, method }) => {
    const file = method === 'GET' || method === 'HEAD' ? fileFor(folder, url) : null;
    const content = file && (await readFile(file).catch(() => null));
    if (!file || !content) return new Response('Not found', { status: 404, headers: headersFor(null) });
    return new Response(new Uint8Array(content), { headers: headersFor(file) });
  });
}
