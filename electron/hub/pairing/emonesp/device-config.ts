import { z } from 'zod';
import { LIMITS } from '../../limits.ts';
import { cleanText } from '../../text.ts';
import { callDevice } from './device-http.ts';

/** What a device says of itself in `GET /config`. All of it is its own claim. */
export interface DeviceFacts {
  outcome: 'known';
  /** As it may be shown. */
  name: string | null;
  type: string | null;
  firmware: string | null;
  /** Its node name, as it stands in its topics: only if it is made of letters, digits, `_` and `-`, at most 32. */
  node: string | null;
  /** It has the settings of an EmonESP. */
  emonesp: boolean;
  /** It takes settings as JSON: firmware 3.1 or later. */
  takesJson: boolean;
}

/**
 * `locked`: its web page asks for a password. `silent`: nobody answered in time, or without end.
 * `other`: something answered, but not with an EmonESP's settings.
 */
export type DeviceConfig = DeviceFacts | { outcome: 'locked' | 'silent' | 'other' };

const NODE = /^[A-Za-z0-9_-]{1,32}$/;

/** A field of the wrong type is a field that is not there. */
const text = z.string().optional().catch(undefined);
const configSchema = z.object({
  /** 3.0 calls its node name so. */
  node_name: text,
  /** 3.1 and later call it so. */
  hostname: text,
  node_type: text,
  version: text,
  mqtt_server: text,
});

const shown = (value: string | undefined) => cleanText(value ?? '', LIMITS.deviceTextChars) || null;

/** Reads the body of `GET /config`; `null` if it is none. */
export function parseDeviceConfig(body: string): DeviceFacts | null {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return null;
  }
  const parsed = configSchema.safeParse(json);
  if (!parsed.success) return null;
  const { node_name, hostname, node_type, version, mqtt_server } = parsed.data;
  const name = node_name || hostname;
  const [major = 0, minor = 0] = (version ?? '').split('.').map((part) => Number.parseInt(part, 10) || 0);
  return {
    outcome: 'known',
    name: shown(name),
    type: shown(node_type),
    firmware: shown(version),
    node: name !== undefined && NODE.test(name) ? name : null,
    emonesp: mqtt_server !== undefined && (name !== undefined || node_type !== undefined),
    takesJson: hostname !== undefined || major > 3 || (major === 3 && minor >= 1),
  };
}

export interface ConfigQuestion {
  address: string;
  port: number;
  /** HTTP Basic, as `user:password`, where the device's page is protected. */
  login?: string;
  signal?: AbortSignal;
}

/** HTTP Basic (RFC 7617). */
export const basicAuth = (login: string | undefined): Record<string, string> =>
  login === undefined ? {} : { Authorization: `Basic ${Buffer.from(login).toString('base64')}` };

/**
 * Asks a device who it is: `GET http://<address>:<port>/config`, at most `deviceConfigBytes` in `deviceConfigTimeoutMs`.
 * Never rejects.
 */
export async function readDeviceConfig({ address, port, login, signal }: ConfigQuestion): Promise<DeviceConfig> {
  try {
    const { status, body } = await callDevice({
      address,
      port,
      method: 'GET',
      path: '/config',
      headers: basicAuth(login),
      timeoutMs: LIMITS.deviceConfigTimeoutMs,
      maxBytes: LIMITS.deviceConfigBytes,
      ...(signal && { signal }),
    });
    if (status === 401) return { outcome: 'locked' };
    return (status === 200 && parseDeviceConfig(body)) || { outcome: 'other' };
  } catch {
    return { outcome: 'silent' };
  }
}
