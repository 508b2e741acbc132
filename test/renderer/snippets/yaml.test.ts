import { describe, expect, it } from 'vitest';
import { esphome } from '../../../renderer/features/devices/snippets/esphome.ts';
import { homeAssistant } from '../../../renderer/features/devices/snippets/home-assistant.ts';
import { authorityPem, nastyFacts, someFacts } from './facts.ts';
import { has, output } from './run.ts';

const canParse = has('python3', '-c', 'import yaml');
const parsed = (yaml: string) =>
  JSON.parse(output('python3', ['-c', 'import json, sys, yaml; print(json.dumps(yaml.safe_load(sys.stdin.buffer.read())))'], yaml));

describe('ESPHome', () => {
  it('reads as written', () => {
    expect(esphome(someFacts({ authorityPem: null, port: 1883 }))).toBe(
      [
        'mqtt:',
        '  broker: "192.168.1.5"',
        '  port: 1883',
        '  username: "desk"',
        '  password: "q7GmXn2vT8kPzR4wYb6HcD"',
        '  topic_prefix: "porchlight/desk"',
        '  discovery: false',
        '  discover_ip: false',
        '',
      ].join('\n'),
    );
  });

  it('leaves discovery on for who may publish anywhere', () => {
    expect(esphome(someFacts({ everywhere: true }))).not.toContain('discover');
  });

  it.runIf(canParse)('is YAML that holds the same texts and the authority', () => {
    expect(parsed(esphome(someFacts()))).toMatchObject({ mqtt: { port: 8883, certificate_authority: authorityPem } });
    const facts = nastyFacts();
    expect(parsed(esphome(facts))).toMatchObject({
      mqtt: { username: facts.userName, password: facts.password, topic_prefix: facts.base },
    });
  });
});

describe('Home Assistant', () => {
  it('tells what its setup asks for', () => {
    const text = homeAssistant(someFacts());
    expect(text).toContain('#   Broker: 192.168.1.5\n#   Port: 8883\n#   Username: desk\n#   Password: q7GmXn2vT8kPzR4wYb6HcD\n');
    expect(text).toContain('porchlight-ca.pem');
    expect(homeAssistant(someFacts({ authorityPem: null }))).not.toContain('certificate');
  });

  it.runIf(canParse)('is YAML with a sensor, whatever the names hold', () => {
    const facts = nastyFacts();
    expect(parsed(homeAssistant(facts))).toEqual({
      mqtt: {
        sensor: [
          {
            name: `${facts.name} temperature`,
            unique_id: `porchlight-${facts.userName}-temperature`,
            state_topic: facts.topic,
            device_class: 'temperature',
            unit_of_measurement: '°C',
          },
        ],
      },
    });
  });
});
