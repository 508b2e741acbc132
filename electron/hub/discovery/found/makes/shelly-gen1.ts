import { z } from 'zod';
import { LIMITS } from '../../../limits.ts';
import { words } from '../../../words/index.ts';
import { jsonOf } from '../device-http.ts';
import { decisive, idOf, LOCKED, type MakeDriver, restarts, shown, UNKNOWN } from './driver.ts';

const text = z.string().nullish().catch(null);
const infoSchema = z.object({ type: z.string(), mac: z.string(), gen: z.undefined().optional() });
const mqttSchema = z.object({ enable: z.boolean().catch(false), server: text, user: text });
/** Old firmwares tell the login's password here as well: nothing but this is read. */
const settingsSchema = z.object({ name: text, mqtt: mqttSchema.optional().catch(undefined) });

const TREE = 'shellies/';

/** Shelly of the first generation: settings as a query, HTTP Basic, no TLS. All of its topics are under `shellies/<MQTT id>`. */
export const shellyGen1: MakeDriver = {
  make: 'shelly-gen1',
  label: 'Shelly',
  way: 'push',
  types: ['_http._tcp'],
  sweeps: true,

  async identify(device) {
    const info = jsonOf(infoSchema, await device.get('/shelly'));
    const id = idOf('shelly-gen1', info?.mac);
    if (!info || !id) return null;
    const settings = jsonOf(settingsSchema, await device.get('/settings'));
    return { id, name: shown(settings?.name) ?? shown(`Shelly ${info.mac.slice(-6)}`), model: shown(info.type) };
  },

  async settings(device) {
    const answer = await device.get('/settings');
    if (answer.status === 401) return LOCKED;
    const mqtt = jsonOf(settingsSchema, answer)?.mqtt;
    if (!mqtt) return { ...UNKNOWN, obstacle: words.network.untold };
    return { host: mqtt.enable ? (mqtt.server ?? null) : null, user: mqtt.user ?? null, locked: false, tls: 'none' };
  },

  handOver: {
    auth: 'basic',
    loginName: null,
    maxUserNameChars: LIMITS.foundUserNameChars,
    // It announces itself to all, and listens to what is said to all of its kind, whatever its id is.
    topics: (userName) => {
      const baseTopic = `${TREE}${userName}`;
      return {
        baseTopic,
        publish: [`${baseTopic}/#`, `${TREE}announce`],
        subscribe: [`${baseTopic}/#`, `${TREE}command`],
      };
    },
    async push(device, { host, port, userName, password, baseTopic }) {
      const server = `${host}:${port}`;
      const query = new URLSearchParams({
        mqtt_enable: 'true',
        mqtt_server: server,
        mqtt_user: userName,
        mqtt_pass: password,
        mqtt_id: baseTopic.slice(TREE.length),
      });
      // The answer is all settings as they are now.
      await decisive(device.get(`/settings?${query}`), (answer) => {
        const mqtt = jsonOf(settingsSchema, answer)?.mqtt;
        return mqtt?.enable === true && mqtt.server === server && mqtt.user === userName;
      });
      return restarts(device.get('/reboot'));
    },
  },
};
