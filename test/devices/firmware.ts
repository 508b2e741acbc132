/** What differs between the generations of EmonESP firmware, and how they read an answer. */

/** `async`: branch fetchmqttauth_async, 2018. `3.0`: ESP8266 core 2.4.2. `3.1`: core 2.7.4, up to 3.1.4. */
export type Generation = 'async' | '3.0' | '3.1';

export interface MqttSettings {
  enabled: boolean;
  server: string;
  port: number;
  topic: string;
  user: string;
  pass: string;
}

/** Factory settings: from 3.1 on those of an emonPi, before that none (app_config.cpp). */
export function factorySettings(generation: Generation): MqttSettings {
  if (generation !== '3.1') return { enabled: true, server: '', port: 1883, topic: '', user: '', pass: '' };
  return { enabled: true, server: 'emonpi', port: 1883, topic: 'emonesp', user: 'emonpi', pass: 'emonpimqtt2016' };
}

/** The trigger (autoauth.cpp): at most 255 bytes are read, and compared as a C string. */
export function isTrigger(packet: Uint8Array): boolean {
  const text = Buffer.from(packet.subarray(0, 255)).toString('latin1');
  return text.split('\0', 1)[0] === 'emonpi.local';
}

/** The request line and headers of a poll, in the order of each ESP8266 core's HTTP client. */
export function pollRequest(generation: Generation, host: string): string {
  const encoding = 'Accept-Encoding: identity;q=1,chunked;q=0.1,*;q=0';
  const agent = 'User-Agent: ESP8266HTTPClient';
  const rest = generation === '3.1' ? [agent, encoding, 'Connection: keep-alive'] : [agent, 'Connection: close', encoding];
  return ['GET /emoncms/device/auth/request.json HTTP/1.1', `Host: ${host}`, ...rest, '', ''].join('\r\n');
}

export type Reading = { kind: 'registered' } | { kind: 'ignored' } | { kind: 'credential'; settings: Partial<MqttSettings> };

/** How the firmware reads a body (autoauth.cpp): a literal, else split on every `:`; neither trimmed nor decoded. */
export function readAnswer(generation: Generation, body: string): Reading {
  if (body === 'request registered') return { kind: 'registered' };
  const fields = body.split(':');
  const accepted = fields.length === 3 || (fields.length === 4 && generation !== 'async');
  if (!accepted) return { kind: 'ignored' };
  const [user = '', pass = '', topic = '', port] = fields;
  // Sizes of config.cpp; longer text is silently cut.
  const settings = { enabled: true, user: user.slice(0, 32), pass: pass.slice(0, 64), topic: topic.slice(0, 32) };
  if (generation === 'async') return { kind: 'credential', settings: { ...settings, port: 1883 } };
  return { kind: 'credential', settings: port === undefined ? settings : { ...settings, port: Number.parseInt(port, 10) || 0 } };
}

/** `GET /config`, as each generation writes it. Everything is text in 3.0; passwords are never in it. */
export function configJson(generation: Generation, node: string, type: string, mqtt: MqttSettings): string {
  const common = {
    node_type: type,
    node_description: 'Simulated device',
    mqtt_server: mqtt.server,
    mqtt_topic: mqtt.topic,
    mqtt_user: mqtt.user,
    emoncms_server: 'emoncms.org',
  };
  if (generation === '3.1') {
    return JSON.stringify({ version: '3.1.4', hostname: node, ...common, mqtt_port: mqtt.port, mqtt_enabled: mqtt.enabled });
  }
  const version = generation === '3.0' ? '3.0.0' : '2.0.0';
  return JSON.stringify({ version, node_name: node, ...common, mqtt_port: String(mqtt.port), mqtt_feed_prefix: '' });
}
