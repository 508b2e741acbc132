import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type ConnectionOptions, type TLSSocket, connect as tlsConnect } from 'node:tls';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { onTestFinished } from 'vitest';
import { DEFAULT_BROKER_LIMITS } from '../../../../electron/contract/limits.ts';
import { type ListenerRule, type MqttListenerName, mqttListenerNameSchema } from '../../../../electron/contract/model.ts';
import type { Happening } from '../../../../electron/hub/activity/report.ts';
import type { Attempt } from '../../../../electron/hub/broker/admission.ts';
import { Broker } from '../../../../electron/hub/broker/broker.ts';
import { Connections } from '../../../../electron/hub/broker/listeners/connections.ts';
import { MqttListener } from '../../../../electron/hub/broker/listeners/mqtt-listener.ts';
import { systemClock } from '../../../../electron/hub/clock.ts';
import { everything } from '../../../../electron/hub/devices/subjects.ts';
import { makeCertificates } from '../../certificates/house.ts';
import { ManualClock } from '../../manual-clock.ts';
import { memoryStore } from '../memory-store.ts';

/** Every listener of a hub on a free port of the loopback interface, before a broker that lets everybody in and notes who came. */
export async function makeYard(rules: Partial<Record<MqttListenerName, ListenerRule>> = {}) {
  const house = await makeCertificates();
  const { certificates, happenings } = house;
  const attempts: Attempt[] = [];
  const broker = new Broker({
    clock: systemClock,
    store: memoryStore(),
    limits: () => DEFAULT_BROKER_LIMITS,
    deviceOf: () => null,
    queueCaps: () => null,
    mayPublish: () => true,
    gate: async (attempt) => {
      attempts.push(attempt);
      const subject = { ...everything, key: `device:${attempt.clientId}`, deviceId: null, name: attempt.clientId };
      return { ok: true, subject };
    },
    report: (happening: Happening) => happenings.push(happening),
    connected: () => {},
    alive: () => {},
    disconnected: () => {},
    denied: () => {},
    published: () => {},
  });
  await broker.start();
  const clock = new ManualClock();
  const limits = () => DEFAULT_BROKER_LIMITS;
  const connections = new Connections(limits);
  const listeners = mqttListenerNameSchema.options.map(
    (name) =>
      new MqttListener(name, {
        rule: () => rules[name] ?? 'password',
        accept: (...connection) => broker.handle(...connection),
        tls: certificates,
        connections,
        limits,
        clock,
        report: (happening) => happenings.push(happening),
      }),
  );
  const ports = {} as Record<MqttListenerName, number>;
  for (const listener of listeners) ports[listener.name] = await listener.open('127.0.0.1', 0);
  const clients: MqttClient[] = [];
  onTestFinished(async () => {
    for (const client of clients) client.end(true);
    certificates.stop();
    broker.silence();
    for (const listener of listeners) await listener.close();
    await broker.close();
  });
  const ca = certificates.info().authorityPem;

  return {
    certificates,
    names: house.names,
    /** The certificates' time; that of connections is `clock`. */
    calendar: house.clock,
    attempts,
    clock,
    listeners,
    ports,
    rules,
    ca,
    refusals: () => happenings.filter(({ kind }) => kind === 'refusal').map(({ text }) => text),
    /** A client of the mqtt package. */
    mqtt: async (name: MqttListenerName, options: IClientOptions = {}) => {
      const client = await mqtt.connectAsync(`${name}://localhost:${ports[name]}`, {
        clientId: `${name}-client`,
        reconnectPeriod: 0,
        connectTimeout: 5_000,
        family: 4,
        ca,
        ...options,
      } as IClientOptions);
      clients.push(client);
      return client;
    },
    /** A TLS connection whose handshake is done. */
    tls: async (name: 'mqtts' | 'wss', options: ConnectionOptions = {}): Promise<TLSSocket> => {
      const socket = tlsConnect({ host: '127.0.0.1', port: ports[name], servername: 'localhost', ca, ...options });
      onTestFinished(() => void socket.destroy());
      await once(socket, 'secureConnect');
      return socket;
    },
    /** Plain bytes to a port; resolves to everything that comes back until it is closed. */
    raw: (name: MqttListenerName, bytes: string | Uint8Array): Promise<string> => collect(connect(ports[name], '127.0.0.1'), bytes),
  };
}

/** Resolves when it is closed, however that came. */
export function gone(socket: Socket): Promise<void> {
  socket.on('error', () => {});
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

/** Sends bytes and resolves to everything that comes back until the other side ends it. */
export async function collect(socket: Socket, bytes: string | Uint8Array): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  const closed = gone(socket);
  socket.write(bytes);
  await closed;
  return Buffer.concat(chunks).toString('latin1');
}

/** An MQTT 3.1.1 CONNECT with a clean session, without a user name. */
export const CONNECT = Buffer.from([0x10, 13, 0, 4, ...Buffer.from('MQTT'), 4, 2, 0, 60, 0, 1, 0x78]);
