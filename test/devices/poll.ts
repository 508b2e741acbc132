import { connect } from 'node:net';
import { type Generation, pollRequest } from './firmware.ts';

/** HTTPCLIENT_DEFAULT_TCP_TIMEOUT of the ESP8266 core. */
const TIMEOUT_MS = 5_000;

/**
 * One poll, with exactly the bytes that the firmware sends, from `localAddress`.
 * Anything but 200 becomes the text that http.cpp makes of it; redirects are not followed.
 */
export function poll(generation: Generation, localAddress: string, host: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, localAddress }, () => socket.write(pollRequest(generation, host)));
    let received = Buffer.alloc(0);
    const done = (body: string) => {
      socket.destroy();
      resolve(body);
    };
    socket.setTimeout(TIMEOUT_MS, () => done('server error: read Timeout'));
    socket.on('error', () => done('server error: connection refused'));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      const answer = readHttp(received, false);
      if (answer !== null) done(answer);
    });
    socket.on('close', () => done(readHttp(received, true) ?? 'server error: connection lost'));
  });
}

/** `null` while the answer is not complete. */
function readHttp(received: Buffer, ended: boolean): string | null {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd < 0) return null;
  const head = received.toString('latin1', 0, headEnd);
  const body = received.subarray(headEnd + 4);
  if (!/^HTTP\/1\.[01] 200 /.test(head)) return `server error: ${head.split('\r\n', 1)[0]?.slice(9) ?? ''}`;
  if (/^transfer-encoding: *chunked/im.test(head)) return unchunk(body);
  const length = /^content-length: *(\d+)/im.exec(head)?.[1];
  if (length === undefined) return ended ? body.toString('latin1') : null;
  return body.length < Number(length) ? null : body.toString('latin1', 0, Number(length));
}

function unchunk(body: Buffer): string | null {
  let text = '';
  for (let at = 0; ; ) {
    const lineEnd = body.indexOf('\r\n', at);
    if (lineEnd < 0) return null;
    const size = Number.parseInt(body.toString('latin1', at, lineEnd), 16);
    if (size === 0) return text;
    const end = lineEnd + 2 + size;
    if (!(end + 2 <= body.length)) return null;
    text += body.toString('latin1', lineEnd + 2, end);
    at = end + 2;
  }
}
