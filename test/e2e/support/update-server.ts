import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server with newer versions has, as electron-builder publishes it. */
export interface UpdateServer {
  /** What the app's own copy of it says: `app-update.yml`. */
  config: string;
  /** Offers this version; `promised` is the content that the checksum is of, if another. */
  offer(version: string, content: string, promised?: string): void;
  asked: { path: string; headers: IncomingHttpHeaders }[];
  stop(): Promise<void>;
}

/** Starts one on 127.0.0.1, with nothing to offer. */
export async function startUpdateServer(): Promise<UpdateServer> {
  const files = new Map<string, string>();
  const asked: UpdateServer['asked'] = [];
  const server = createServer(({ url = '/', headers }, response) => {
    const path = new URL(url, 'http://localhost').pathname;
    asked.push({ path, headers });
    const content = files.get(path);
    response.statusCode = content === undefined ? 404 : 200;
    response.end(content);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    config: `provider: generic\nurl: http://127.0.0.1:${port}\nupdaterCacheDirName: porchlight-updater\n`,
    offer: (version, content, promised = content) => {
      const name = `porchlight-${version}.AppImage`;
      const sha512 = createHash('sha512').update(promised).digest('base64');
      const about = [`sha512: ${sha512}`, `size: ${Buffer.byteLength(promised)}`];
      files.set(`/${name}`, content);
      files.set(
        '/latest-linux.yml',
        [`version: ${version}`, 'files:', `  - url: ${name}`, ...about.map((line) => `    ${line}`), `path: ${name}`, about[0], ''].join(
          '\n',
        ),
      );
    },
    asked,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
