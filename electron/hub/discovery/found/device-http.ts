import { type OutgoingHttpHeaders, request } from 'node:http';
import type { z } from 'zod';
import { LIMITS } from '../../limits.ts';
import type { Login, Proof } from './login.ts';

/** The device could not be talked to: nobody there, too slow, or no end of its answer. Holds nothing that was sent. */
export class NoAnswer extends Error {
  override name = 'NoAnswer';
  /** The request went out whole, so the device may have acted on it. */
  readonly mayHaveArrived: boolean;

  constructor(mayHaveArrived: boolean) {
    super('the device did not answer');
    this.mayHaveArrived = mayHaveArrived;
  }
}

export interface Answer {
  status: number;
  body: string;
  /** `Server`, as the device says. */
  server: string;
  /** `WWW-Authenticate`. */
  challenge: string;
}

export interface DeviceAccess {
  /** A dotted quad in an own network: names are never resolved. */
  address: string;
  port: number;
  /** For each exchange. */
  timeoutMs: number;
  login?: Login | null;
  proof?: Proof | null;
  /** What was got already at this device, for looks that several makes share. */
  got?: Map<string, Promise<Answer>>;
  signal?: AbortSignal;
}

/**
 * HTTP with one device that may be slow, broken or hostile: bounded in time and bytes while it is read, redirects not followed,
 * nothing decoded. Every call rejects with {@link NoAnswer} alone.
 */
export class DeviceHttp {
  private access: DeviceAccess;

  constructor(access: DeviceAccess) {
    this.access = access;
  }

  get address(): string {
    return this.access.address;
  }

  /** How the person logs in, for firmware that takes it elsewhere than in a header. */
  get login(): Login | null {
    return this.access.login ?? null;
  }

  get(path: string, headers: OutgoingHttpHeaders = {}): Promise<Answer> {
    const { got, port } = this.access;
    const key = `${port} ${path}`;
    const answer = got?.get(key) ?? this.exchange('GET', path, headers, undefined);
    got?.set(key, answer);
    return answer;
  }

  postJson(path: string, value: unknown): Promise<Answer> {
    return this.exchange('POST', path, { 'Content-Type': 'application/json' }, JSON.stringify(value));
  }

  postForm(path: string, fields: Record<string, string>): Promise<Answer> {
    return this.exchange('POST', path, { 'Content-Type': 'application/x-www-form-urlencoded' }, new URLSearchParams(fields).toString());
  }

  private async exchange(method: string, path: string, headers: OutgoingHttpHeaders, body: string | undefined): Promise<Answer> {
    const { proof } = this.access;
    const once = () => {
      const authorization = proof?.header(method, path);
      return send(this.access, method, path, { ...headers, ...(authorization && { Authorization: authorization }) }, body);
    };
    let answer = await once();
    // Who always sends another challenge must not be followed for ever.
    for (let tries = 0; tries < LIMITS.foundChallenges && answer.status === 401 && proof?.learn(answer.challenge); tries++) {
      answer = await once();
    }
    return answer;
  }
}

function send(access: DeviceAccess, method: string, path: string, more: OutgoingHttpHeaders, body: string | undefined): Promise<Answer> {
  const deadline = AbortSignal.timeout(access.timeoutMs);
  const signal = access.signal ? AbortSignal.any([access.signal, deadline]) : deadline;
  const headers = { Connection: 'close', ...more, ...(body !== undefined && { 'Content-Length': Buffer.byteLength(body) }) };
  const { address: host, port } = access;
  return new Promise((resolve, reject) => {
    let sent = false;
    const fail = () => reject(new NoAnswer(sent));
    const outgoing = request(
      { host, port, method, path, headers, signal, agent: false, maxHeaderSize: LIMITS.foundHeaderBytes },
      (incoming) => {
        const chunks: Buffer[] = [];
        let size = 0;
        incoming.on('data', (chunk: Buffer) => {
          size += chunk.length;
          chunks.push(chunk);
          if (size > LIMITS.foundAnswerBytes) outgoing.destroy(new Error('its answer is too long'));
        });
        incoming.on('end', () => {
          const { server, 'www-authenticate': asked } = incoming.headers;
          const heads = { server: String(server ?? ''), challenge: String(asked ?? '') };
          resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8'), ...heads });
        });
        incoming.on('error', fail);
        incoming.on('close', fail);
      },
    );
    outgoing.on('finish', () => {
      sent = true;
    });
    outgoing.on('error', fail);
    outgoing.on('upgrade', (_, socket) => {
      socket.destroy();
      fail();
    });
    outgoing.end(body);
  });
}

/** The body of a 200 as this schema reads it, or `null`: what a device sends may be anything. */
export function jsonOf<T>(schema: z.ZodType<T>, { status, body }: Answer): T | null {
  if (status !== 200) return null;
  try {
    return schema.safeParse(JSON.parse(body)).data ?? null;
  } catch {
    return null;
  }
}
