import { createServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { Aedes } from 'aedes';
import type { Endpoint } from '../model.ts';
import { serve } from '../processes.ts';
import { listen, type ServerKeys } from './listen.ts';

/** Bare aedes: nothing is checked, every user name and password is good. */
serve({
  start: async ({ key, cert }: ServerKeys): Promise<Endpoint> => {
    const broker = await Aedes.createBroker();
    return {
      pid: process.pid,
      port: await listen(createServer({ noDelay: true }, broker.handle)),
      tlsPort: await listen(createTlsServer({ key, cert, noDelay: true }, broker.handle)),
    };
  },
});
