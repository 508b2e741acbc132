import { expect, test } from 'vitest';
import { manualOf } from '../../../../electron/hub/discovery/check/manual.ts';

const KNOWN = { hubId: 'a3r73d62fg5wbk2zkv66mhw3bi', fingerprint: 'x_Y-0123456789012345678901234567890123456789' };

test('all that a device needs, in one address', () => {
  const manual = manualOf({ address: '192.168.1.10', port: 8443, ...KNOWN });
  expect(manual.uri).toBe(`porchlight://192.168.1.10:8443?id=${KNOWN.hubId}&fp=${KNOWN.fingerprint}`);
  const { hostname, port, searchParams } = new URL(manual.uri as string);
  expect([hostname, port, searchParams.get('id'), searchParams.get('fp')]).toEqual([
    '192.168.1.10',
    '8443',
    KNOWN.hubId,
    KNOWN.fingerprint,
  ]);
});

test('an IPv6 address stands in brackets', () => {
  expect(manualOf({ address: 'fd00::a', port: 8443, ...KNOWN }).uri).toContain('porchlight://[fd00::a]:8443?');
});

test('while nobody can ask there is nothing to scan', () => {
  expect(manualOf({ address: '192.168.1.10', port: null, ...KNOWN })).toEqual({ address: '192.168.1.10', port: null, ...KNOWN, uri: null });
});
