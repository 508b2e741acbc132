import { request } from 'node:http';

/** The device could not be talked to: nobody there, too slow, or no end of its answer. */
export class DeviceSilent extends Error {
  override name = 'DeviceSilent';
}

export interface DeviceCall {
  /** A dotted quad: names are never resolved. */
  address: string;
  port: number;
  method: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: string;
  /** For the whole exchange. */
  timeoutMs: number;
  /** Of the answer's body. */
  maxBytes: number;
  signal?: AbortSignal;
}

/**
 * One HTTP exchange with a device that may be slow, broken or hostile: bounded in time and bytes while it is read,
 * redirects not followed, nothing decoded. Rejects with {@link DeviceSilent}, which holds nothing that was sent.
 */
export function callDevice(call: DeviceCall): Promise<{ status: number; body: string }> {
  const { address: host, port, method, path, timeoutMs, maxBytes, body } = call;
  const deadline = AbortSignal.timeout(timeoutMs);
  const signal = call.signal ? AbortSignal.any([call.signal, deadline]) : deadline;
  const length: Record<string, string> = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  const headers = { Connection: 'close', ...call.headers, ...length };
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => reject(new DeviceSilent(reason));
    const outgoing = request({ host, port, method, path, headers, signal, agent: false, maxHeaderSize: maxBytes }, (answer) => {
      const chunks: Buffer[] = [];
      let size = 0;
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size <= maxBytes) return;
        fail('its answer is too long');
        outgoing.destroy();
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }));
      answer.on('error', () => fail('it broke off'));
      answer.on('aborted', () => fail('it broke off'));
    });
    outgoing.on('error', () => fail('it does not answer'));
    outgoing.on('upgrade', (_, socket) => {
      socket.destroy();
      fail('it does not speak HTTP');
    });
    outgoing.end(body);
  });
}
