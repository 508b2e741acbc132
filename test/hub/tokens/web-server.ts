import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A web server on this computer until the test ends. What it does can be changed at any time. */
export async function webServer(answer: RequestListener) {
  const server: Server = createServer((request, response) => {
    served.requests += 1;
    served.answer(request, response);
  });
  const served = {
    answer,
    requests: 0,
    url: '',
    /** Resolves with the next request, and with a promise of its connection's end. */
    next: async () => {
      const [request] = await once(server, 'request');
      return { closed: once(request.socket, 'close') };
    },
    stop: async () => {
      if (!server.listening) return;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  served.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(served.stop);
  return served;
}

/** Takes the request and never answers. */
export const hang: RequestListener = () => {};

export const json =
  (value: unknown, status = 200): RequestListener =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(typeof value === 'string' ? value : JSON.stringify(value));
