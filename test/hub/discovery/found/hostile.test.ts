import { createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DeviceHttp, NoAnswer } from '../../../../electron/hub/discovery/found/device-http.ts';
import { lookAt } from '../../../../electron/hub/discovery/found/look.ts';
import { DRIVERS } from '../../../../electron/hub/discovery/found/makes/all.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';
import { Shelly } from '../../../devices/shelly.ts';
import { Tasmota } from '../../../devices/tasmota.ts';
import { Wled } from '../../../devices/wled.ts';
import { makeYard } from './yard.ts';

/** Answers every connection with what `answer` writes. */
async function serve(answer: (socket: Socket) => void) {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    socket.once('data', (data) => {
      asked.push(data.toString().split('\r\n', 1)[0] ?? '');
      answer(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as { port: number }).port, asked };
}

const device = (port: number, timeoutMs = 2_000) => new DeviceHttp({ address: '127.0.0.1', port, timeoutMs });
const head = (more: string) => `HTTP/1.1 200 OK\r\n${more}\r\n\r\n`;

describe('a device that means no good', () => {
  it.each<[string, (socket: Socket) => void]>([
    ['an answer without end', (socket) => socket.write(head('X: y') + 'x'.repeat(LIMITS.foundAnswerBytes + 1))],
    ['a length that it does not keep', (socket) => socket.end(`${head('Content-Length: 100')}short`)],
    ['headers without end', (socket) => socket.write(`HTTP/1.1 200 OK\r\nX: ${'y'.repeat(LIMITS.foundHeaderBytes)}`)],
    ['something that is not HTTP', (socket) => socket.end('220 mail.example ESMTP\r\n')],
    ['another protocol', (socket) => socket.write('HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n')],
    ['nothing', (socket) => socket.destroy()],
  ])('gives %s, and is given up', async (_what, answer) => {
    const { port } = await serve(answer);
    const error = await device(port)
      .get('/config')
      .catch((thrown) => thrown);
    expect(error).toBeInstanceOf(NoAnswer);
    expect(error.mayHaveArrived).toBe(true);
  });

  it('drips its answer, and is given up in time', async () => {
    const { port } = await serve((socket) => {
      socket.write(head('Content-Length: 1000'));
      const drip = setInterval(() => socket.write('x'), 20);
      socket.on('close', () => clearInterval(drip));
    });
    await expect(device(port, 150).get('/config')).rejects.toThrow(NoAnswer);
  });

  it('is not there: nothing was sent', async () => {
    const { port } = await serve(() => {});
    const error = await new DeviceHttp({ address: '127.0.0.99', port, timeoutMs: 2_000 }).get('/').catch((thrown) => thrown);
    expect(error.mayHaveArrived).toBe(false);
  });

  it('sends elsewhere, and is not followed', async () => {
    const elsewhere = await serve((socket) => socket.end(head('Content-Length: 0')));
    const { port } = await serve((socket) => {
      socket.end(`HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:${elsewhere.port}/\r\nContent-Length: 0\r\n\r\n`);
    });
    expect((await device(port).get('/config')).status).toBe(302);
    expect(elsewhere.asked).toEqual([]);
  });

  it.each([
    ['no JSON', '<html>'],
    ['another type', '[]'],
    ['null', 'null'],
    ['deep nesting', '['.repeat(20_000)],
    [
      'fields of the wrong types',
      JSON.stringify({ id: 7, gen: 'two', mac: {}, ver: [], mqtt_server: 1, mqtt_enabled: 'no', StatusNET: 3 }),
    ],
    [
      'an id that is none',
      JSON.stringify({ id: '../../x y', gen: 2, mac: 'x/y', type: 'a', ver: '1', StatusNET: { Mac: '#' }, StatusFWR: { Version: '1' } }),
    ],
    ['an id without end', JSON.stringify({ id: 'a'.repeat(5_000), gen: 2, mac: 'b'.repeat(5_000), type: 'x', ver: '1' })],
  ])('answers with %s to every question, and is nobody', async (_what, body) => {
    const { port } = await serve((socket) => socket.end(`${head(`Content-Length: ${body.length}`)}${body}`));
    const drivers = DRIVERS.filter(({ sweeps }) => sweeps);
    const signal = new AbortController().signal;
    expect(await lookAt({ address: '127.0.0.1', port: () => port, drivers, services: [], timeoutMs: 2_000, signal })).toBeNull();
  });

  it('has its names cleaned and cut', async () => {
    const yard = await makeYard();
    const name = `Evil\u202e\u0000\n\t name ${'x'.repeat(500)}`;
    await yard.boot(new Wled({ address: '127.0.0.46', port: yard.port, mac: 'A8032ABE54DC', name }));
    const entry = await yard.entryAt('127.0.0.46');
    expect(entry.name).toMatch(/^Evil namex*|^Evil name x+$/);
    expect(entry.name.length).toBeLessThanOrEqual(LIMITS.deviceTextChars);
  });

  it('tells settings of the wrong types, and is listed without them', async () => {
    const yard = await makeYard();
    const shelly = new Shelly({ address: '127.0.0.46', port: yard.port, mac: 'A8032ABE54DC' });
    shelly.instead = ({ path }) => (path.includes('MQTT') ? { body: '{"enable":"yes","server":{"a":1},"user":7}' } : null);
    await yard.boot(shelly);
    expect(await yard.entryAt('127.0.0.46')).toMatchObject({ talksTo: null, locked: false });
  });

  it('always sends another challenge, and is not answered for ever', async () => {
    const yard = await makeYard();
    const shelly = await yard.boot(new Shelly({ address: '127.0.0.46', port: yard.port, mac: 'A8032ABE54DC', password: 'sesame' }));
    const entry = await yard.entryAt('127.0.0.46');
    let nonce = 0;
    shelly.instead = ({ path }) => {
      if (path.includes('GetDeviceInfo')) return null;
      return { status: 401, headers: { 'WWW-Authenticate': `Digest qop="auth", realm="x", nonce="n${++nonce}", algorithm=SHA-256` } };
    };
    await expect(yard.found.connect(entry.id, { password: 'sesame' })).rejects.toThrow('It asks for the password');
    expect(nonce).toBe(1 + LIMITS.foundChallenges);
  });

  it('cannot slip commands into a Tasmota by its name', async () => {
    const yard = await makeYard();
    const tasmota = new Tasmota({ address: '127.0.0.46', port: yard.port, mac: 'A8032ABE54DC', name: 'x;Reset 1;Password evil' });
    await yard.boot(tasmota);
    const entry = await yard.search('127.0.0.46');
    const { deviceId } = await yard.found.connect(entry.id, {});
    expect(yard.desk.get(deviceId)?.userName).toMatch(/^[a-z0-9-]+$/);
    expect(tasmota.settings.user).toBe(yard.desk.get(deviceId)?.userName);
  });
});
