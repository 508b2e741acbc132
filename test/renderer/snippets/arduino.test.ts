import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arduino } from '../../../renderer/features/devices/snippets/arduino.ts';
import { authorityPem, nastyFacts, someFacts } from './facts.ts';
import { has, output } from './run.ts';

const HEADERS = ['WiFi.h', 'ESP8266WiFi.h', 'WiFiClientSecure.h', 'PubSubClient.h'];
const FLAGS = ['-std=gnu++17', '-Wall', '-Werror'];

describe.runIf(has('g++', '--version'))('the Arduino sketch', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sketch-'));
    for (const header of HEADERS) writeFileSync(join(folder, header), '');
    copyFileSync(fileURLToPath(new URL('arduino-stubs.h', import.meta.url)), join(folder, 'Arduino.h'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function compile(sketch: string, ...flags: string[]): void {
    writeFileSync(join(folder, 'sketch.cpp'), `#include "Arduino.h"\nvoid setup();\nvoid loop();\n${sketch}`);
    output('g++', [...FLAGS, '-I', folder, ...flags, join(folder, 'sketch.cpp')]);
  }

  it.each([
    ['ESP32, TLS', someFacts(), []],
    ['ESP8266, TLS', someFacts(), ['-DESP8266']],
    ['ESP32, plain', someFacts({ authorityPem: null }), []],
    ['ESP8266, plain', someFacts({ authorityPem: null }), ['-DESP8266']],
  ])('compiles for %s', (_, facts, flags) => {
    compile(arduino(facts), '-fsyntax-only', ...flags);
  });

  it('holds any text, and the authority as it is', () => {
    const facts = nastyFacts();
    const print = '\nint main() { printf("%s|%s|%s|%s", MQTT_USER, MQTT_PASSWORD, MQTT_TOPIC, AUTHORITY); }\n';
    compile(arduino(facts) + print, '-o', join(folder, 'sketch'));
    expect(output(join(folder, 'sketch'), [])).toBe([facts.userName, facts.password, facts.topic, authorityPem].join('|'));
  });
});
