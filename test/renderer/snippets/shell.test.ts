import { describe, expect, it } from 'vitest';
import { mosquittoPub } from '../../../renderer/features/devices/snippets/mosquitto-pub.ts';
import { shelly } from '../../../renderer/features/devices/snippets/shelly.ts';
import { authorityPem, nastyFacts, someFacts } from './facts.ts';
import { shellCalls } from './run.ts';

describe('mosquitto_pub', () => {
  it('names the authority at a port for TLS, and none at a plain one', () => {
    expect(mosquittoPub(someFacts())).toBe(
      'mosquitto_pub -h 192.168.1.5 -p 8883 --cafile porchlight-ca.pem -u desk -P q7GmXn2vT8kPzR4wYb6HcD -t porchlight/desk/temperature -m 21.5',
    );
    expect(mosquittoPub(someFacts({ authorityPem: null, port: 1883 }))).not.toContain('cafile');
  });

  it('reaches the program as it is, whatever it holds', () => {
    const facts = nastyFacts();
    const [words = []] = shellCalls('mosquitto_pub', mosquittoPub(facts));
    const given = (flag: string) => words[words.indexOf(flag) + 1];
    expect([given('-u'), given('-P'), given('-t'), given('-m')]).toEqual([facts.userName, facts.password, facts.topic, '21.5']);
  });
});

describe('Shelly', () => {
  const bodies = (script: string) => shellCalls('curl', script).map((words) => [words[1], JSON.parse(words[3] ?? '')]);

  it('gives the device the authority first, then the broker, then restarts it', () => {
    const url = 'http://192.168.1.40/rpc';
    const config = { enable: true, server: '192.168.1.5:8883', user: 'desk', pass: 'q7GmXn2vT8kPzR4wYb6HcD', ssl_ca: 'user_ca.pem' };
    expect(bodies(shelly(someFacts()))).toEqual([
      [url, { id: 1, method: 'Shelly.PutUserCA', params: { data: authorityPem, append: false } }],
      [url, { id: 2, method: 'Mqtt.SetConfig', params: { config: { ...config, topic_prefix: 'porchlight/desk' } } }],
      [url, { id: 3, method: 'Shelly.Reboot' }],
    ]);
  });

  it('uses no TLS at a plain port', () => {
    const [[, first] = []] = bodies(shelly(someFacts({ authorityPem: null, port: 1883 })));
    expect(first).toMatchObject({ method: 'Mqtt.SetConfig', params: { config: { server: '192.168.1.5:1883', ssl_ca: null } } });
  });

  it('reaches the device as it is, whatever it holds', () => {
    const facts = nastyFacts();
    const [, [, second] = []] = bodies(shelly(facts));
    expect(second).toMatchObject({ params: { config: { user: facts.userName, pass: facts.password, topic_prefix: facts.base } } });
  });
});
