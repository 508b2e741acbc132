import { describe, expect, it } from 'vitest';
import { tasmota } from '../../../renderer/features/devices/snippets/tasmota.ts';
import { someFacts } from './facts.ts';

describe('Tasmota', () => {
  it('is one line for the console', () => {
    expect(tasmota(someFacts({ authorityPem: null, port: 1883 }))).toBe(
      'Backlog SetOption3 1; MqttHost 192.168.1.5; MqttPort 1883; MqttUser desk; MqttPassword q7GmXn2vT8kPzR4wYb6HcD; FullTopic porchlight/desk/%prefix%/',
    );
  });

  it('switches TLS on and learns the key of the hub, in less than the buffer that the firmware has for it', () => {
    const commands = tasmota(someFacts()).replace('Backlog ', '').split('; ');
    expect(commands).toContain('SetOption103 1');
    expect(commands).toContain('SetOption132 1');
    const fingerprint =
      commands
        .find((command) => command.startsWith('MqttFingerprint1 '))
        ?.split(' ')
        .slice(1) ?? [];
    expect(fingerprint).toEqual(Array.from({ length: 20 }, () => '00'));
    expect(fingerprint.join(' ').length).toBeLessThan(60);
  });

  it('gives each command a line of its own when a semicolon would cut one in two', () => {
    const lines = tasmota(someFacts({ password: 'one;two three' })).split('\n');
    expect(lines[0]).toBe('SetOption3 1');
    expect(lines).toContain('MqttPassword one;two three');
  });

  it('leaves the topic alone where it could not be written', () => {
    expect(tasmota(someFacts({ base: null }))).not.toContain('FullTopic');
    expect(tasmota(someFacts({ base: 'my lamp' }))).not.toContain('FullTopic');
  });
});
