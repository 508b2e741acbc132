import { z } from 'zod';
import { LIMITS } from '../../../limits.ts';
import { type DeviceHttp, jsonOf } from '../device-http.ts';
import { decisive, idOf, LOCKED, type MakeDriver, mustBe, type Order, ownTree, Refused, shown } from './driver.ts';

const statusSchema = z.object({
  mqtt_enabled: z.boolean(),
  mqtt_hostname: z.string(),
  mqtt_username: z.string().optional().catch(undefined),
  mqtt_tls: z.boolean().optional().catch(undefined),
});
/** Every key must be sent back, also those that this hub does not know. It tells the earlier password, which is not looked at. */
const configSchema = z.looseObject({ mqtt_enabled: z.boolean(), mqtt_hostname: z.string() });
const systemSchema = z.object({ hostname: z.string(), pioenv: z.string().optional().catch(undefined) });
const doneSchema = z.object({ type: z.literal('success') });

const LABEL = 'OpenDTU';

/** OpenDTU: its MQTT settings as a whole, HTTP Basic for whoever changes them, and TLS with an authority that is one of them. */
export const openDtu: MakeDriver = {
  make: 'opendtu',
  label: LABEL,
  way: 'push',
  types: ['_opendtu._tcp'],
  sweeps: true,

  async identify(device, seen) {
    const status = await device.get('/api/mqtt/status');
    const announced = seen?.type === '_opendtu._tcp' ? seen.instance : undefined;
    if (!jsonOf(statusSchema, status) && !(announced !== undefined && status.status === 401)) return null;
    const system = jsonOf(systemSchema, await device.get('/api/system/status'));
    const name = announced ?? system?.hostname;
    const id = idOf('opendtu', name);
    return id ? { id, name: shown(name), model: shown(system?.pioenv) } : null;
  },

  async settings(device, thorough) {
    // Whoever may only look is told less, and nothing of the password.
    const answer = await device.get(thorough ? '/api/mqtt/config' : '/api/mqtt/status');
    if (answer.status === 401) return { ...LOCKED, tls: 'verified' };
    const now = jsonOf(statusSchema, answer);
    const host = now?.mqtt_enabled ? now.mqtt_hostname || null : null;
    return { host, user: now?.mqtt_username ?? null, locked: !thorough, tls: now?.mqtt_tls === undefined ? 'none' : 'verified' };
  },

  handOver: {
    auth: 'basic',
    loginName: 'admin',
    maxUserNameChars: LIMITS.openDtuUserNameChars,
    maxAuthorityChars: LIMITS.openDtuAuthorityChars,
    topics: ownTree,
    async push(device, order) {
      const data = JSON.stringify(await changed(device, order));
      await decisive(device.postForm('/api/mqtt/config', { data }), (answer) => jsonOf(doneSchema, answer) !== null);
      return true;
    },
  },
};

async function changed(device: DeviceHttp, { host, port, tls, authorityPem, userName, password, baseTopic }: Order) {
  const answer = await device.get('/api/mqtt/config');
  const now = jsonOf(configSchema, answer);
  mustBe(answer, now !== null);
  if (!now) throw new Refused('it does not tell its settings');
  return {
    ...now,
    mqtt_enabled: true,
    mqtt_hostname: host,
    mqtt_port: port,
    mqtt_username: userName,
    mqtt_password: password,
    mqtt_topic: `${baseTopic}/`,
    mqtt_tls: tls === 'verified',
    ...(tls === 'verified' && { mqtt_root_ca_cert: authorityPem }),
    // A certificate that another broker gave it is none of ours.
    ...('mqtt_tls_cert_login' in now && { mqtt_tls_cert_login: false }),
  };
}
