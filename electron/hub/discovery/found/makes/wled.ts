import { z } from 'zod';
import { LIMITS } from '../../../limits.ts';
import { words } from '../../../words/index.ts';
import { type DeviceHttp, jsonOf } from '../device-http.ts';
import { decisive, idOf, LOCKED, type MakeDriver, ownTree, shown, UNKNOWN } from './driver.ts';

const text = z.string().optional().catch(undefined);
const infoSchema = z.object({ mac: z.string(), ver: z.string(), name: text, arch: text });
const mqttSchema = z.object({ en: z.boolean().catch(false), broker: text, user: text });
const configSchema = z.object({ if: z.object({ mqtt: mqttSchema.optional().catch(undefined) }) });
const doneSchema = z.object({ success: z.literal(true) });

/** What all WLED devices listen to by default. */
const GROUP = 'wled/all';

/** WLED: JSON over HTTP, a PIN inside the JSON instead of a login, no TLS. */
export const wled: MakeDriver = {
  make: 'wled',
  label: 'WLED',
  way: 'push',
  types: ['_wled._tcp', '_http._tcp'],
  sweeps: true,

  async identify(device) {
    const info = jsonOf(infoSchema, await device.get('/json/info'));
    const id = idOf('wled', info?.mac);
    return info && id ? { id, name: shown(info.name) ?? 'WLED', model: shown(info.arch) } : null;
  },

  async settings(device, thorough) {
    const answer = await device.get('/json/cfg');
    if (answer.status === 401 && !thorough) return LOCKED;
    // Who may read is not yet who may write: a configuration without settings, not to be saved, tells.
    if (thorough && (await post(device, { sv: false })).status === 401) return LOCKED;
    const mqtt = jsonOf(configSchema, answer)?.if.mqtt;
    if (mqtt) return { host: mqtt.en ? mqtt.broker || null : null, user: mqtt.user ?? null, locked: false, tls: 'none' };
    if (answer.status === 401) return { ...UNKNOWN };
    return { ...UNKNOWN, obstacle: words.network.noMqttBuilt };
  },

  handOver: {
    auth: 'inside',
    loginName: '',
    maxUserNameChars: LIMITS.wledUserNameChars,
    topics: (userName) => {
      const own = ownTree(userName);
      return { ...own, subscribe: [...own.subscribe, `${GROUP}/#`] };
    },
    async push(device, { host, port, userName, password, baseTopic }) {
      const mqtt = {
        en: true,
        broker: host,
        port,
        user: userName,
        psk: password,
        cid: userName,
        topics: { device: baseTopic, group: GROUP },
      };
      await decisive(post(device, { if: { mqtt }, rb: true }), (answer) => jsonOf(doneSchema, answer) !== null);
      return true;
    },
  },
};

/** With the PIN, if the person gave one. */
const post = (device: DeviceHttp, config: object) =>
  device.postJson('/json/cfg', { ...config, ...(device.login && { pin: device.login.password }) });
