import { connect, type Socket } from 'node:net';
import { type Connect, connectPacket, DISCONNECT, RawClient, type Received } from '../hub/broker/raw-mqtt.ts';

/** How soon a client tries again when nobody listens. */
const RETRY_MS = 20;

/** What a client does with its connection. */
export interface Conduct {
  /** It was let in. */
  opened(sessionPresent: boolean): void;
  received(packet: Received): void;
  /** The connection is gone. It comes again by itself. */
  closed(): void;
  /** It was not let in, though it should have been. */
  refused(code: number): void;
}

/** The connection of one client, which is made again and again for as long as the client wants to be there. */
export class Link {
  private port: number;
  private connectWith: Connect;
  private conduct: Conduct;
  private socket: Socket | null = null;
  private client: RawClient | null = null;
  private wanted = false;
  private opened = false;

  constructor(port: number, connectWith: Connect, conduct: Conduct) {
    this.port = port;
    this.connectWith = connectWith;
    this.conduct = conduct;
  }

  get isOpen(): boolean {
    return this.opened;
  }

  come(): void {
    if (this.wanted) return;
    this.wanted = true;
    if (!this.socket) this.dial();
  }

  /** Ends the connection, with DISCONNECT or as when the power fails. What it was about to send is gone. */
  leave(how: 'politely' | 'suddenly'): void {
    this.wanted = false;
    if (how === 'politely' && this.opened) {
      this.opened = false;
      this.conduct.closed();
      this.client?.send(DISCONNECT);
      this.socket?.end();
    } else this.socket?.destroy();
  }

  send(...packets: Uint8Array[]): void {
    if (this.opened) this.client?.send(...packets);
  }

  private dial(): void {
    const socket = connect({ port: this.port, host: '127.0.0.1', noDelay: true });
    const client = new RawClient(socket);
    this.socket = socket;
    this.client = client;
    socket.once('connect', () => client.send(connectPacket(this.connectWith)));
    void this.read(client);
  }

  private async read(client: RawClient): Promise<void> {
    for (let packet = await client.next(); packet.cmd !== 'closed'; packet = await client.next()) {
      if (packet.cmd === 'connack') {
        if (packet.code !== 0) this.conduct.refused(packet.code ?? 0);
        this.opened = this.wanted && packet.code === 0;
        if (this.opened) this.conduct.opened(packet.sessionPresent === true);
      } else if (this.opened) this.conduct.received(packet);
    }
    const wasOpen = this.opened;
    this.opened = false;
    this.socket = null;
    if (wasOpen) this.conduct.closed();
    if (this.wanted) setTimeout(() => this.wanted && !this.socket && this.dial(), RETRY_MS);
  }
}
