import { z } from 'zod';
import { LIMITS } from '../../../limits.ts';
import { words } from '../../../words/index.ts';
import { type DeviceHttp, jsonOf } from '../device-http.ts';
import { decisive, idOf, LOCKED, type MakeDriver, NoAuthority, ownTree, shown, UNKNOWN } from './driver.ts';

const text = z.string().optional().catch(undefined);
const configSchema = z.object({
  mqtt_server: z.string(),
  mqtt_supported_protocols: z.array(z.string()).catch([]),
  wifi_serial: text,
  hostname: text,
  firmware: text,
  mqtt_enabled: z.boolean().catch(false),
  mqtt_user: text,
});
const certificatesSchema = z.array(z.object({ certificate: text }));
const doneSchema = z.object({ msg: z.enum(['done', 'no change']) });

const LABEL = 'OpenEVSE';

/** OpenEVSE (ESP32): its configuration as JSON, HTTP Basic, and TLS with authorities that can be added to it. */
export const openEvse: MakeDriver = {
  make: 'openevse',
  label: LABEL,
  way: 'push',
  types: ['_openevse._tcp'],
  sweeps: true,

  async identify(device, seen) {
    const announced = seen?.type === '_openevse._tcp' ? seen : null;
    const answer = await device.get('/config');
    const config = jsonOf(configSchema, answer);
    if (!config && !(announced && answer.status === 401)) return null;
    // An EmonESP answers the same question with less.
    if (config && config.wifi_serial === undefined && config.mqtt_supported_protocols.length === 0) return null;
    const id = idOf('openevse', announced?.txt.id) ?? idOf('openevse', config?.wifi_serial) ?? idOf('openevse', announced?.instance);
    const name = shown(config?.hostname) ?? shown(announced?.instance) ?? LABEL;
    return id ? { id, name, model: shown(config?.firmware) } : null;
  },

  async settings(device) {
    const answer = await device.get('/config');
    if (answer.status === 401) return LOCKED;
    const config = jsonOf(configSchema, answer);
    if (!config) return { ...UNKNOWN, obstacle: words.network.untold };
    const secure = config.mqtt_supported_protocols.includes('mqtts') && (await authorities(device)) !== null;
    const host = config.mqtt_enabled ? config.mqtt_server || null : null;
    return { host, user: config.mqtt_user ?? null, locked: false, tls: secure ? 'verified' : 'none' };
  },

  handOver: {
    auth: 'basic',
    loginName: null,
    maxUserNameChars: LIMITS.foundUserNameChars,
    topics: ownTree,
    async push(device, { host, port, tls, authorityPem, userName, password, baseTopic }) {
      if (tls === 'verified') await addAuthority(device, authorityPem);
      const config = {
        mqtt_enabled: true,
        mqtt_protocol: tls === 'verified' ? 'mqtts' : 'mqtt',
        mqtt_server: host,
        mqtt_port: port,
        mqtt_topic: baseTopic,
        // Its will goes there as well, and must be within what it may publish.
        mqtt_announce_topic: `${baseTopic}/announce`,
        mqtt_user: userName,
        mqtt_pass: password,
        mqtt_reject_unauthorized: true,
      };
      await decisive(device.postJson('/config', config), (answer) => jsonOf(doneSchema, answer) !== null);
      return true;
    },
  },
};

/** The certificates in it; `null` if the firmware keeps none. */
async function authorities(device: DeviceHttp): Promise<string[] | null> {
  const list = jsonOf(certificatesSchema, await device.get('/certificates'));
  return list?.map(({ certificate }) => bare(certificate ?? '')) ?? null;
}

/** It refuses one that it has already. */
async function addAuthority(device: DeviceHttp, pem: string): Promise<void> {
  if ((await authorities(device))?.includes(bare(pem))) return;
  const answer = await device.postJson('/certificates', { name: 'Porchlight', certificate: pem });
  if (answer.status !== 200) throw new NoAuthority('it does not take the authority');
}

const bare = (pem: string) => pem.replace(/\s+/g, '');
