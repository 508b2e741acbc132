import { setTimeout as wait } from 'node:timers/promises';
import WebSocket from 'ws';

const LOOK_MS = 20;

/** A page of an app, by the way in that Chromium has for developers. It is used when the start is over, so it costs the start nothing. */
export class DrivenPage {
  private socket: WebSocket;
  private lastId = 0;

  private constructor(socket: WebSocket) {
    this.socket = socket;
  }

  /** The first page behind this port, as soon as there is one. */
  static async find(port: number, limitMs: number): Promise<DrivenPage> {
    for (const deadline = performance.now() + limitMs; performance.now() < deadline; await wait(LOOK_MS)) {
      const [first] = await pagesAt(port);
      if (!first) continue;
      const socket = new WebSocket(first.webSocketDebuggerUrl, { perMessageDeflate: false });
      await new Promise<void>((resolve, reject) => {
        socket.once('open', resolve);
        socket.once('error', reject);
      });
      return new DrivenPage(socket);
    }
    throw new Error(`no page came within ${limitMs} ms`);
  }

  /** What an expression comes to in the page; a promise is waited for. */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.send<{ result: { value: T }; exceptionDetails?: { text: string } }>(
      'Runtime.evaluate',
      {
        expression,
        awaitPromise: true,
        returnByValue: true,
      },
    );
    if (exceptionDetails) throw new Error(`the page: ${exceptionDetails.text}`);
    return result.value;
  }

  /** As a click on the window's cross. */
  async closeWindow(): Promise<void> {
    await this.evaluate('window.close()');
  }

  end(): void {
    this.socket.terminate();
  }

  private send<T>(method: string, params: object): Promise<T> {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      const listen = (data: WebSocket.RawData) => {
        const message = JSON.parse(String(data)) as { id?: number; result?: T; error?: { message: string } };
        if (message.id !== id) return;
        this.socket.off('message', listen);
        if (message.error) reject(new Error(`${method}: ${message.error.message}`));
        else resolve(message.result as T);
      };
      this.socket.on('message', listen);
      this.socket.once('close', () => reject(new Error(`${method}: the page is gone`)));
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }
}

interface Target {
  type: string;
  url: string;
  webSocketDebuggerUrl: string;
}

/** The pages of the app behind this port; none while it does not answer. */
export async function pagesAt(port: number): Promise<Target[]> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
    return ((await answer.json()) as Target[]).filter(({ type, url }) => type === 'page' && url !== '' && url !== 'about:blank');
  } catch {
    return [];
  }
}
