import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { MqttListenerName } from '../../../contract/model.ts';
import type { RefusalCause } from '../../../contract/refusal-cause.ts';
import type { Peer } from '../../certificates/peer.ts';
import { LIMITS } from '../../limits.ts';
import type { Opener } from '../../network/listeners.ts';
import { words } from '../../words/index.ts';
import type { Place } from './connections.ts';
import { ruleFor, spellAddress } from './entrance.ts';
import type { ListenerNeeds } from './needs.ts';
import { TlsLayer } from './tls-layer.ts';
import { WebSocketLayer } from './web-socket-layer.ts';

/** An accepted connection. */
interface Guest {
  address: string | null;
  place: Place;
}

interface Open {
  server: Server;
  tls: TlsLayer | null;
  guests: Map<Socket, Guest>;
}

/**
 * Without noDelay small packets wait for the peer's delayed acknowledgement, about 40 ms each. Keep-alive finds peers that are
 * gone without a word, also those that are sent nothing.
 */
const TCP = { noDelay: true, keepAlive: true, keepAliveInitialDelay: LIMITS.tcpKeepAliveMs } as const;

const NO_PEER: Peer = { certificate: null, fault: null };

/** One listener for MQTT clients: TCP at the bottom, with TLS, WebSockets or both on top as its name says. */
export class MqttListener implements Opener {
  readonly name: MqttListenerName;
  private needs: ListenerNeeds;
  private current: Open | null = null;

  constructor(name: MqttListenerName, needs: ListenerNeeds) {
    this.name = name;
    this.needs = needs;
  }

  /** Must not be called while it is open. */
  open(host: string, port: number): Promise<number> {
    const { needs, secure } = this;
    const guests: Open['guests'] = new Map();
    const arrived = (stream: Duplex, socket: Socket, origin?: string, letIn?: () => void) => {
      const guest = guests.get(tcpOf(socket));
      if (guest) this.handOver(stream, socket, guest, origin, letIn);
      else stream.destroy();
    };
    const web = this.name === 'ws' || this.name === 'wss' ? new WebSocketLayer(needs, arrived) : null;
    const overTcp = (socket: Socket) => (web ? web.take(socket) : arrived(socket, socket));
    const tls = secure ? new TlsLayer(needs, overTcp) : null;
    const server = createServer(TCP, (socket) => {
      // Nobody else may be listening yet when it is reset.
      socket.on('error', () => socket.destroy());
      // Spelled once: each time that a socket is asked, it asks the system.
      const address = spellAddress(socket.remoteAddress);
      const place = this.admit(socket, address);
      if (!place) return;
      guests.set(socket, { address, place });
      socket.once('close', () => {
        guests.delete(socket);
        place.ended();
      });
      if (tls) tls.take(socket);
      else overTcp(socket);
    });
    return new Promise((resolve, reject) => {
      server.once('error', (error) => {
        tls?.close();
        reject(error);
      });
      server.listen({ host, port, ipv6Only: false }, () => {
        this.current = { server, tls, guests };
        resolve((server.address() as AddressInfo).port);
      });
    });
  }

  /** Ends every connection that came in by it. */
  async close(): Promise<void> {
    const open = this.current;
    this.current = null;
    if (!open) return;
    open.tls?.close();
    const closed = new Promise<void>((resolve) => open.server.close(() => resolve()));
    for (const socket of open.guests.keys()) socket.destroy();
    await closed;
  }

  private get secure(): boolean {
    return this.name === 'mqtts' || this.name === 'wss';
  }

  private admit(socket: Socket, address: string | null): Place | null {
    if (this.refusedByRule(socket, address)) return null;
    const place = this.needs.connections.admit(address, (text) => this.turnAway(socket, address, 'quota', text));
    if (typeof place !== 'string') return place;
    this.turnAway(socket, address, 'quota', place);
    return null;
  }

  private handOver(stream: Duplex, socket: Socket, { address, place }: Guest, origin: string | undefined, noStranger = () => {}): void {
    // The rule may have changed since it was accepted.
    if (this.refusedByRule(socket, address)) return;
    const { tls, accept, rule } = this.needs;
    const { certificate, fault } = socket instanceof TLSSocket ? tls.peer(socket) : NO_PEER;
    const { current } = this;
    const isOpen = () => this.current === current;
    const letIn = () => {
      place.letIn();
      noStranger();
    };
    const entrance = { rule: ruleFor(rule(), socket, origin), certificate, certificateFault: fault, isOpen };
    accept(stream, address, { ...entrance, asked: () => place.asked(), letIn });
  }

  /** Without TLS nobody can show a certificate, so a rule that asks for one lets nobody in. */
  private refusedByRule(socket: Socket, address: string | null): boolean {
    if (this.secure || this.needs.rule() !== 'certificate') return false;
    this.turnAway(socket, address, 'certificate-missing', words.entry.certificateNeedsTls);
    return true;
  }

  private turnAway(socket: Socket, address: string | null, cause: RefusalCause, text: string): void {
    this.needs.report({ kind: 'refusal', text, address, refusal: { cause } });
    socket.destroy();
  }
}

/** The TCP connection below TLS, which Node gives no documented way to. */
function tcpOf(socket: Socket & { _parent?: Socket | null }): Socket {
  return socket._parent ?? socket;
}
