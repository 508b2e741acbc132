import { z } from 'zod';
import { LIMITS } from '../../../limits.ts';
import { words } from '../../../words/index.ts';
import { type Answer, type DeviceHttp, jsonOf } from '../device-http.ts';
import { decisive, type HandOver, idOf, LOCKED, type MakeDriver, type Order, ownTree, shown, UNKNOWN } from './driver.ts';

const text = z.string().optional().catch(undefined);
/** The answer to `Status 0`. */
const statusSchema = z.object({
  Status: z.object({ DeviceName: text }).catch({}),
  StatusFWR: z.object({ Version: z.string(), Hardware: text }),
  StatusMEM: z.object({ Features: z.array(z.string()).catch([]) }).catch({ Features: [] }),
  StatusNET: z.object({ Mac: z.string(), Hostname: text }),
  StatusMQT: z.object({ MqttHost: text, MqttUser: text }).optional().catch(undefined),
});
type Status = z.infer<typeof statusSchema>;
const saidSchema = z.object({ WARNING: text, Command: text });

/** USE_MQTT_TLS in the first word of features (support_features.ino). */
const HAS_TLS = 1 << 6;
/** The first release that accepts a server key on an elliptic curve for MQTT, by SetOption165. */
const KNOWS_OUR_KEY = [15, 2];

/** Tasmota: commands in a query, with the login in it too. An authority cannot be put into it, but it can learn the server's key. */
export const tasmota: MakeDriver = {
  make: 'tasmota',
  label: 'Tasmota',
  way: 'push',
  // It announces nothing by default.
  types: [],
  sweeps: true,

  async identify(device) {
    const answer = await run(device, 'Status 0');
    if (isLocked(answer)) {
      const id = idOf('tasmota', `at-${device.address}`);
      return id ? { id, name: shown(`Tasmota at ${device.address}`), model: null, provisional: true } : null;
    }
    const status = jsonOf(statusSchema, answer);
    const id = idOf('tasmota', status?.StatusNET.Mac);
    const name = shown(status?.Status.DeviceName) ?? shown(status?.StatusNET.Hostname);
    return status && id ? { id, name, model: shown(status.StatusFWR.Hardware) } : null;
  },

  async settings(device) {
    const answer = await run(device, 'Status 0');
    if (isLocked(answer)) return LOCKED;
    const status = jsonOf(statusSchema, answer);
    if (!status?.StatusMQT) {
      return { ...UNKNOWN, obstacle: words.network.mqttOff };
    }
    const { MqttHost, MqttUser } = status.StatusMQT;
    return { host: MqttHost || null, user: MqttUser ?? null, locked: false, tls: canPin(status) ? 'pinned' : 'none' };
  },

  handOver: {
    auth: 'inside',
    loginName: null,
    maxUserNameChars: LIMITS.foundUserNameChars,
    topics: (userName, { id }): ReturnType<HandOver['topics']> => {
      const own = ownTree(userName);
      const mac = id.slice('tasmota:'.length).toUpperCase();
      // Where programs learn which Tasmotas there are; the firmware adds its own address to it.
      return { ...own, publish: [...own.publish, ...(/^[0-9A-F]{12}$/.test(mac) ? [`tasmota/discovery/${mac}/#`] : [])] };
    },
    async push(device, order) {
      await decisive(run(device, `Backlog ${commands(order).join(';')}`), (answer) => {
        const said = jsonOf(saidSchema, answer);
        return said !== null && said.Command === undefined && !isLocked(answer);
      });
      return true;
    },
  },
};

/** Without `%topic%` in it the firmware listens to its own commands alone. It restarts by itself after the last one. */
function commands({ host, port, tls, userName, password, baseTopic }: Order): string[] {
  const learns = ['SetOption132 1', 'SetOption165 1', `MqttFingerprint1 ${Array(20).fill('00').join(' ')}`, 'SetOption103 1'];
  return [
    `MqttHost ${host}`,
    `MqttPort ${port}`,
    `MqttUser ${userName}`,
    `MqttPassword ${password}`,
    `Topic ${userName}`,
    `FullTopic ${baseTopic}/%prefix%/`,
    ...(tls === 'pinned' ? learns : ['SetOption103 0']),
  ];
}

/** In doubt it cannot. */
function canPin({ StatusFWR, StatusMEM }: Status): boolean {
  const [, major = 0, minor = 0] = (/^(\d+)\.(\d+)\./.exec(StatusFWR.Version) ?? []).map(Number);
  const [leastMajor = 0, leastMinor = 0] = KNOWS_OUR_KEY;
  const isRecent = major > leastMajor || (major === leastMajor && minor >= leastMinor);
  // The first entry is the language.
  const features = Number.parseInt(StatusMEM.Features[1] ?? '', 16);
  return isRecent && (StatusFWR.Hardware ?? '').startsWith('ESP32') && (features & HAS_TLS) !== 0;
}

function run(device: DeviceHttp, command: string): Promise<Answer> {
  const login = device.login && `user=${encodeURIComponent(device.login.userName)}&password=${encodeURIComponent(device.login.password)}&`;
  // It answers commands to its own pages alone, unless it is told otherwise (SetOption128).
  return device.get(`/cm?${login ?? ''}cmnd=${encodeURIComponent(command)}`, { Referer: `http://${device.address}/` });
}

/** Before 8.2.3 it said so with status 200. */
function isLocked(answer: Answer): boolean {
  if (answer.status === 401) return /^Tasmota\//.test(answer.server);
  return /user=.*password=/.test(jsonOf(saidSchema, answer)?.WARNING ?? '');
}
