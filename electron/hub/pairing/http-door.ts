import type { AddressInfo } from 'node:net';

/** What is needed of a Fastify app. */
interface App {
  listen(at: { host: string; port: number }): Promise<unknown>;
  close(): Promise<unknown>;
  server: { address(): unknown };
}

/** A door at which devices ask over HTTP: one app at a time, made anew each time that it opens. */
export abstract class HttpDoor {
  private app: App | null = null;

  protected abstract build(): Promise<App>;

  /** Listens, and returns the port in use. Rejects with the system's error (`code` EADDRINUSE, EACCES …). */
  async start(host: string, port: number): Promise<number> {
    await this.stop();
    const app = await this.build();
    try {
      await app.listen({ host, port });
    } catch (error) {
      await app.close();
      throw error;
    }
    this.app = app;
    return (app.server.address() as AddressInfo).port;
  }

  /** Ends every connection. */
  async stop(): Promise<void> {
    const app = this.app;
    this.app = null;
    await app?.close();
  }
}
