import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Generation, MqttSettings } from './firmware.ts';

export interface WebPageOptions {
  address: string;
  /** 0: any free port. */
  port: number;
  generation: Generation;
  /** HTTP Basic, as `user:password`. */
  login?: string | undefined;
  config: () => string;
  apply: (settings: Partial<MqttSettings>) => void;
}

/** The device's own web page (web_server.cpp): `GET /config`, `POST /config` from 3.1 on, `POST /savemqtt`. */
export async function openWebPage(options: WebPageOptions): Promise<Server> {
  const expected = options.login && `Basic ${Buffer.from(options.login).toString('base64')}`;
  const server = createServer(async (request, response) => {
    const body = await read(request);
    const answer = (status: number, type: string, text: string) => response.writeHead(status, { 'Content-Type': type }).end(text);
    if (expected && request.headers.authorization !== expected) {
      response.setHeader('WWW-Authenticate', 'Basic realm="Login Required"');
      return answer(401, 'text/plain', '');
    }
    const path = `${request.method} ${request.url?.split('?', 1)[0]}`;
    if (path === 'GET /config') return answer(200, 'application/json', options.config());
    if (path === 'POST /config' && options.generation === '3.1') {
      options.apply(fromJson(body));
      return answer(200, 'application/json', '{"msg":"done"}');
    }
    if (path === 'POST /savemqtt') {
      const settings = fromForm(body);
      options.apply(settings);
      return answer(200, 'text/html', `Saved: ${settings.server} ${settings.port} ${settings.topic} ${settings.user} ${settings.pass}`);
    }
    return answer(404, 'text/plain', 'Not found');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.address, resolve);
  });
  return server;
}

export const portOf = (server: Server) => (server.address() as AddressInfo).port;

async function read(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}

function fromJson(body: string): Partial<MqttSettings> {
  const json = JSON.parse(body) as Record<string, unknown>;
  const settings: Partial<MqttSettings> = {};
  if ('mqtt_enabled' in json) settings.enabled = json.mqtt_enabled === true;
  if ('mqtt_server' in json) settings.server = String(json.mqtt_server);
  if ('mqtt_port' in json) settings.port = Number(json.mqtt_port);
  if ('mqtt_topic' in json) settings.topic = String(json.mqtt_topic);
  if ('mqtt_user' in json) settings.user = String(json.mqtt_user);
  if ('mqtt_pass' in json) settings.pass = String(json.mqtt_pass);
  return settings;
}

/** What is missing in the form is cleared. */
function fromForm(body: string): MqttSettings {
  const form = new URLSearchParams(body);
  const field = (name: string) => form.get(name) ?? '';
  return {
    enabled: field('enable') === '1',
    server: field('server'),
    port: Number.parseInt(field('port'), 10) || 1883,
    topic: field('topic'),
    user: field('user'),
    pass: field('pass'),
  };
}
