import { z } from 'zod';
import { LIMITS } from '../../../limits.ts';
import { words } from '../../../words/index.ts';
import { type Answer, type DeviceHttp, jsonOf } from '../device-http.ts';
import { decisive, idOf, LOCKED, type MakeDriver, NoAuthority, type Order, ownTree, restarts, shown, UNKNOWN } from './driver.ts';

const text = z.string().nullish().catch(null);
const infoSchema = z.object({ id: z.string(), gen: z.number().min(2), name: text, app: text, model: text });
const configSchema = z.object({ enable: z.boolean().catch(false), server: text, user: text, ssl_ca: z.unknown().optional() });
const replySchema = z.object({ result: z.unknown().optional(), error: z.unknown().optional() });
const setSchema = z.object({ restart_required: z.boolean().catch(true) });

/** Shelly of the second generation and later: JSON-RPC over HTTP, Digest, and TLS with an authority that can be put into it. */
export const shelly: MakeDriver = {
  make: 'shelly',
  label: 'Shelly',
  way: 'push',
  types: ['_shelly._tcp', '_http._tcp'],
  sweeps: true,

  async identify(device) {
    const info = jsonOf(infoSchema, await device.get('/rpc/Shelly.GetDeviceInfo'));
    const id = idOf('shelly', info?.id);
    return info && id ? { id, name: shown(info.name) ?? shown(info.id), model: shown(info.app) ?? shown(info.model) } : null;
  },

  async settings(device) {
    const answer = await device.get('/rpc/MQTT.GetConfig');
    // Which firmware it is cannot be read yet; all but the very first can be given an authority.
    if (answer.status === 401) return { ...LOCKED, tls: 'verified' };
    const config = jsonOf(configSchema, answer);
    if (!config) return { ...UNKNOWN, obstacle: words.network.untold };
    const host = config.enable ? (config.server ?? null) : null;
    // The first firmwares knew no TLS for MQTT; all later ones list which authority they use, even if it is none.
    return { host, user: config.user ?? null, locked: false, tls: config.ssl_ca === undefined ? 'none' : 'verified' };
  },

  handOver: {
    auth: 'digest',
    loginName: 'admin',
    maxUserNameChars: LIMITS.foundUserNameChars,
    topics: ownTree,
    async push(device, order) {
      if (order.tls === 'verified') await putAuthority(device, order.authorityPem);
      const answer = await decisive(call(device, 'MQTT.SetConfig', { config: configOf(order) }), isDone);
      const { restart_required } = setSchema.parse(jsonOf(replySchema, answer)?.result ?? {});
      return restart_required ? restarts(call(device, 'Shelly.Reboot', {})) : true;
    },
  },
};

const configOf = ({ host, port, tls, userName, password, baseTopic }: Order) => ({
  enable: true,
  server: `${host}:${port}`,
  user: userName,
  pass: password,
  client_id: null,
  topic_prefix: baseTopic,
  ssl_ca: tls === 'verified' ? 'user_ca.pem' : null,
  rpc_ntf: true,
  status_ntf: true,
});

/** In pieces; the first one replaces what was there. */
async function putAuthority(device: DeviceHttp, pem: string): Promise<void> {
  for (let from = 0; from < pem.length; from += LIMITS.shellyAuthorityChunkChars) {
    const data = pem.slice(from, from + LIMITS.shellyAuthorityChunkChars);
    const answer = await call(device, 'Shelly.PutUserCA', { data, append: from > 0 });
    if (!isDone(answer)) throw new NoAuthority('it does not take the authority');
  }
}

const call = (device: DeviceHttp, method: string, params: object): Promise<Answer> => device.postJson('/rpc', { id: 1, method, params });

function isDone(answer: Answer): boolean {
  const reply = jsonOf(replySchema, answer);
  return reply !== null && reply.error === undefined && reply.result !== undefined;
}
