import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import pino from 'pino';
import { afterEach } from 'vitest';
import type { CallArgs, CallName, CallResult } from '../../electron/contract/calls.ts';
import type { Update } from '../../electron/contract/updates.ts';
import { Hub } from '../../electron/hub/hub.ts';

const hubs: Hub[] = [];
const clients: MqttClient[] = [];
const log = pino({ level: 'silent' });

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.endAsync(true)));
  await Promise.all(hubs.splice(0).map((hub) => hub.stop()));
});

/** A whole hub on free ports of 127.0.0.1, and a client of its face. Ends with the test. */
export async function startHub(dataDir = mkdtempSync(join(tmpdir(), 'porchlight-')), options = {}) {
  const hub = await Hub.start(
    { dataDir, version: '0.0.0', bind: '127.0.0.1', mqttPort: 0, emonespPort: 0, triggerPort: 0, ...options },
    log,
  );
  hubs.push(hub);
  const updates: Update[] = [];
  const connection = hub.face.connect((update) => updates.push(update));
  const call = <N extends CallName>(name: N, args: CallArgs<N>) => connection.call(name, args) as Promise<CallResult<N>>;
  const device = async (id: string) => (await call('snapshot', {})).devices.find((candidate) => candidate.id === id);
  const said = async () =>
    (await call('activity.list', { before: null, kinds: [], text: '', deviceId: null })).entries.map(({ text }) => text);
  return { hub, dataDir, updates, connection, call, device, said, ready: hub.readyLine() };
}

/** An MQTT client that does not come back by itself. Ends with the test. */
export async function connectWith(options: Omit<IClientOptions, 'port'> & { port: number | null }): Promise<MqttClient> {
  const { port, ...rest } = options;
  if (port === null) throw new Error('that listener is not open');
  const client = await mqtt.connectAsync({ host: '127.0.0.1', port, reconnectPeriod: 0, ...rest });
  clients.push(client);
  return client;
}

export const connect = (port: number | null, username: string, password: string, clientId = username, more: IClientOptions = {}) =>
  connectWith({ port, username, password, clientId, ...more });

/** Resolves when the connection has ended. */
export const closed = (client: MqttClient) => new Promise<void>((resolve) => client.once('close', () => resolve()));

/** The next message that a client gets. */
export const nextMessage = (client: MqttClient) =>
  new Promise<{ topic: string; payload: string; retain: boolean }>((resolve) =>
    client.once('message', (topic, payload, { retain }) => resolve({ topic, payload: payload.toString(), retain })),
  );
