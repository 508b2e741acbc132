import { describe, expect, it } from 'vitest';
import { brokerDoors, credentialUri } from '../../../renderer/features/devices/broker-doors.ts';
import { snippetFacts } from '../../../renderer/features/devices/snippets/facts.ts';
import { aDevice, aHub, aListener } from '../fake-bridge.ts';
import { authorityPem, nasty } from './facts.ts';

const plain = aListener();
const tls = aListener({ name: 'mqtts', port: 8883, settings: { enabled: true, port: 8883, bind: null, rule: 'password' } });
const facts = (publish: string[], encrypted = true) =>
  snippetFacts(
    { device: aDevice({ permission: { publish, subscribe: [], networks: [], hours: null } }), password: 'p' },
    { host: 'h', port: 1, isEncrypted: encrypted },
    authorityPem,
  );

describe('the doors for a credential', () => {
  it('puts the encrypted one first', () => {
    expect(brokerDoors(aHub({ listeners: [plain, tls] }))).toEqual([
      { host: '192.168.1.5', port: 8883, isEncrypted: true },
      { host: '192.168.1.5', port: 1883, isEncrypted: false },
    ]);
  });

  it('leaves out what is not open, and what lets in by certificate alone', () => {
    const closed = { ...tls, state: 'closed' as const };
    const byCertificate = { ...tls, settings: { enabled: true, port: 8883, bind: null, rule: 'certificate' as const } };
    for (const other of [closed, byCertificate]) {
      expect(brokerDoors(aHub({ listeners: [plain, other] })).map(({ port }) => port)).toEqual([1883]);
    }
    expect(brokerDoors(aHub({ listeners: [closed] }))).toEqual([{ host: '192.168.1.5', port: 1883, isEncrypted: false }]);
  });

  it('names the one address that a listener is bound to', () => {
    const bound = { ...tls, settings: { enabled: true, port: 8883, bind: '127.0.0.1' as const, rule: 'password' as const } };
    expect(brokerDoors(aHub({ listeners: [bound] }))[0].host).toBe('127.0.0.1');
  });
});

describe('a credential as an address', () => {
  it('can be taken apart again, whatever it holds', () => {
    const url = new URL(credentialUri({ host: 'fe80::1', port: 8883, isEncrypted: true }, nasty, `${nasty}@:/?#`));
    expect([url.protocol, url.host]).toEqual(['mqtts:', '[fe80::1]:8883']);
    expect([decodeURIComponent(url.username), decodeURIComponent(url.password)]).toEqual([nasty, `${nasty}@:/?#`]);
  });

  it('is mqtt:// where nothing is encrypted', () => {
    expect(credentialUri({ host: 'h', port: 1883, isEncrypted: false }, 'u', 'p')).toBe('mqtt://u:p@h:1883');
  });
});

describe('what a program is told', () => {
  it('names topics that the device may use', () => {
    expect(facts(['porchlight/lamp/#'])).toMatchObject({
      topic: 'porchlight/lamp/temperature',
      base: 'porchlight/lamp',
      everywhere: false,
    });
    expect(facts(['#'])).toMatchObject({ base: 'porchlight/lamp', everywhere: true });
    expect(facts(['house/+/t'])).toMatchObject({ base: null });
  });

  it('trusts an authority only where there is TLS', () => {
    expect(facts(['#'], true).authorityPem).toBe(authorityPem);
    expect(facts(['#'], false).authorityPem).toBeNull();
  });
});
