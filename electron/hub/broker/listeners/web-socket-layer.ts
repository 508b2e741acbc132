import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { LIMITS } from '../../limits.ts';
import { words } from '../../words/index.ts';
import { FirstBytes } from '../guard/first-bytes.ts';
import { spellAddress } from './entrance.ts';
import type { ListenerNeeds } from './needs.ts';
import { WebSocketStream } from './web-socket-stream.ts';

/** The second is what clients of MQTT 3.1 ask for. */
const SUBPROTOCOLS = ['mqtt', 'mqttv3.1'];

/** The longest fixed header (MQTT 3.1.1, 2.2). */
const MQTT_HEADER_BYTES = 5;

const ANSWERS = {
  400: 'This is an MQTT listener: open the WebSocket with the subprotocol mqtt.\n',
  405: 'This is an MQTT listener for WebSockets.\n',
  426: 'This is an MQTT listener: connect to it by WebSocket.\n',
  431: 'The headers of this request are too long.\n',
} as const;

/** WebSockets on top of accepted connections: hands on only those that agreed on MQTT. Everything else gets a short text and is closed. */
export class WebSocketLayer {
  private needs: Pick<ListenerNeeds, 'clock' | 'report' | 'limits'>;
  private established: (stream: Duplex, socket: Socket, origin: string | undefined, letIn: () => void) => void;
  private http: Server;
  private upgrades: WebSocketServer;
  /** Ends the wait of those that have not asked yet. */
  private waits = new WeakMap<Socket, () => void>();

  constructor(needs: WebSocketLayer['needs'], established: WebSocketLayer['established']) {
    this.needs = needs;
    this.established = established;
    this.upgrades = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      // What is compressed could be small on the way and huge in memory; MQTT messages of homes are short.
      perMessageDeflate: false,
      maxFragments: LIMITS.webSocketFragments,
      handleProtocols: (offered) => SUBPROTOCOLS.find((name) => offered.has(name)) ?? false,
    });
    this.http = createServer({ maxHeaderSize: LIMITS.webSocketHeaderBytes, requireHostHeader: false });
    this.http.on('request', (request) => answer(request.socket, request.method === 'GET' ? 426 : 405));
    this.http.on('upgrade', (request, socket, head) => this.upgrade(request, socket as Socket, head));
    this.http.on('connect', (_request, socket) => answer(socket, 405));
    this.http.on('clientError', (error: NodeJS.ErrnoException, socket) => {
      answer(socket, error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400);
    });
  }

  take(socket: Socket): void {
    const stopWaiting = this.needs.clock.after(LIMITS.handshakeMs, () => socket.destroy());
    this.waits.set(socket, stopWaiting);
    socket.once('close', stopWaiting);
    this.http.emit('connection', socket);
  }

  private upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
    if (!SUBPROTOCOLS.some((name) => offered.includes(name))) {
      const text = words.entry.noSubprotocol;
      this.needs.report({ kind: 'refusal', text, address: spellAddress(socket.remoteAddress), refusal: { cause: 'not-mqtt' } });
      answer(socket, 400);
      return;
    }
    // A message may be one packet, or some short ones together.
    this.upgrades.options.maxPayload = Math.max(LIMITS.webSocketMessageBytes, this.needs.limits().packetBytes + MQTT_HEADER_BYTES);
    this.upgrades.handleUpgrade(request, socket, head, (webSocket) => {
      this.waits.get(socket)?.();
      const stream = new WebSocketStream(webSocket);
      const letIn = boundFirstMessages(stream, socket);
      this.established(stream, socket, request.headers.origin, letIn);
    });
  }
}

/** A message is gathered whole before MQTT sees its length, so those of a stranger must be short. Ends when it is let in. */
function boundFirstMessages(stream: Duplex, socket: Socket): () => void {
  const first = new FirstBytes(LIMITS.connectPacketBytes + LIMITS.webSocketFramingBytes);
  const count = (chunk: Buffer) => {
    const flaw = first.add(chunk.length, true);
    if (flaw !== null) stream.destroy(new Error(flaw));
  };
  socket.on('data', count);
  return () => void socket.off('data', count);
}

/** Also ends the connection, so that nothing that may still come is read as a further request. */
function answer(socket: Duplex, status: keyof typeof ANSWERS): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const text = ANSWERS[status];
  const upgrade = status === 426 ? 'Upgrade: websocket\r\n' : '';
  const allow = status === 405 ? 'Allow: GET\r\n' : '';
  const head = `HTTP/1.1 ${status} Refused\r\n${upgrade}${allow}Content-Type: text/plain\r\nContent-Length: ${text.length}`;
  socket.end(`${head}\r\nConnection: close\r\n\r\n${text}`, () => socket.destroy());
}
