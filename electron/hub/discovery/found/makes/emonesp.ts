import { z } from 'zod';
import { jsonOf } from '../device-http.ts';
import { idOf, LOCKED, type MakeDriver, shown, UNKNOWN } from './driver.ts';

const text = z.string().optional().catch(undefined);
const configSchema = z.object({
  mqtt_server: z.string(),
  /** 3.0 calls its node name so; 3.1 and later call it `hostname`. */
  node_name: text,
  hostname: text,
  node_type: text,
  mqtt_user: text,
  /** OpenEVSE has these, an EmonESP has not. */
  wifi_serial: z.undefined().optional(),
  mqtt_supported_protocols: z.undefined().optional(),
});

/** As it stands in its topics, and in what it is registered by. */
const NODE = /^[A-Za-z0-9_-]{1,32}$/;

/** EmonESP: it is found here, and set up by the part that knows its pairing. */
export const emonEsp: MakeDriver = {
  make: 'emonesp',
  label: 'EmonESP',
  way: 'push',
  types: ['_emonesp._tcp'],
  sweeps: true,

  async identify(device, seen) {
    const answer = await device.get('/config');
    const announced = seen?.type === '_emonesp._tcp' ? seen.instance : undefined;
    const config = jsonOf(configSchema, answer);
    if (!config && !(announced !== undefined && answer.status === 401)) return null;
    const claim = config?.node_name || config?.hostname || announced;
    if (claim === undefined || (config && !config.node_type && !config.node_name && !config.hostname)) return null;
    const id = idOf('emonesp', claim);
    return id ? { id, name: shown(claim), model: shown(config?.node_type), ...(NODE.test(claim) && { node: claim }) } : null;
  },

  async settings(device) {
    const answer = await device.get('/config');
    if (answer.status === 401) return LOCKED;
    const config = jsonOf(configSchema, answer);
    return { ...UNKNOWN, host: config?.mqtt_server || null, user: config?.mqtt_user ?? null };
  },

  handOver: null,
};
