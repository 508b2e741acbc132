import type { SnippetFacts } from './facts.ts';
import { AUTHORITY_FILE } from './mosquitto-pub.ts';
import { quoted } from './quoting.ts';

/** What Home Assistant asks for when MQTT is set up, as comments, and a sensor for its `configuration.yaml`. */
export function homeAssistant({ name, host, port, authorityPem, userName, password, topic }: SnippetFacts): string {
  const trust = [
    '#   Advanced options, Next',
    '#   Broker certificate validation: Custom',
    `#   Upload custom CA certificate file: ${AUTHORITY_FILE}`,
  ];
  return [
    '# Settings, Devices & services, Add integration, MQTT:',
    `#   Broker: ${host}`,
    `#   Port: ${port}`,
    `#   Username: ${inComment(userName)}`,
    `#   Password: ${inComment(password)}`,
    ...(authorityPem === null ? [] : trust),
    '',
    '# A sensor of its own, in configuration.yaml:',
    'mqtt:',
    '  sensor:',
    `    - name: ${quoted(`${name} temperature`)}`,
    `      unique_id: ${quoted(`porchlight-${userName}-temperature`)}`,
    `      state_topic: ${quoted(topic)}`,
    '      device_class: temperature',
    '      unit_of_measurement: "°C"',
    '',
  ].join('\n');
}

/** To be read and copied by people; in quotes only where it would break the line. */
const inComment = (text: string): string => (/[\p{Cc}\u2028\u2029]/u.test(text) ? quoted(text) : text);
