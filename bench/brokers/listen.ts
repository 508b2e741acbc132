import type { AddressInfo, Server } from 'node:net';

/** PEM; `cert` is the whole chain. */
export interface ServerKeys {
  key: string;
  cert: string;
}

/** Opens a server on a free port of 127.0.0.1 and tells which. */
export function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', 1_024, () => resolve((server.address() as AddressInfo).port));
  });
}

/** A free port, for a program that cannot choose one itself. */
export async function freePort(makeServer: () => Server): Promise<number> {
  const server = makeServer();
  const port = await listen(server);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
