import type { Access, CertificateInfo } from '../../contract/access.ts';
import type { Refusal } from '../../contract/help.ts';
import type { Device } from '../../contract/model.ts';
import { LIMITS } from '../limits.ts';
import type { Names } from './names.ts';
import { ago, type Part } from './part.ts';

const day = (at: number) => new Date(at).toISOString().slice(0, 10);
/** Enough to tell two apart, too little to find a hub by. */
const FINGERPRINT_CHARS = 8;

/** What each device is and may do, in numbers. */
export function devicesPart(devices: readonly Device[], now: Date): Part {
  const listed = devices.slice(0, LIMITS.diagnosticsListed).map((device, at) => {
    const { publish, subscribe, networks, hours } = device.permission;
    return [
      `device-${at + 1}: ${device.origin}, ${device.connected ? 'connected' : 'away'}, last seen ${ago(device.lastSeenAt, now)}`,
      `password ${device.password.kind}, last used ${ago(device.password.lastUsedAt, now)}`,
      `${device.certificates.filter(({ revokedAt }) => revokedAt === null).length} certificates`,
      `${publish.length} filters to publish, ${subscribe.length} to subscribe`,
      networks.length > 0 && 'only from some networks',
      hours && 'only at some hours',
      device.queue && 'a queue of its own size',
      device.denials.length > 0 && `${device.denials.length} topics denied`,
    ]
      .filter(Boolean)
      .join('; ');
  });
  return { title: `Devices (${devices.length})`, lines: withRest(listed, devices.length) };
}

/** Certificates without keys, bootstrap credentials and token issuers without names. */
export function accessPart({ certificates, bootstraps, barred, tokenIssuers }: Access, now: Date, free: (text: string) => string): Part {
  const { authority, server, keysIn, imported } = certificates;
  return {
    title: 'Certificates, bootstrap credentials and tokens',
    lines: [
      `Authority: ${certificateWords(authority)}`,
      `Server: ${certificateWords(server)}, ${server.names.length} names; keys in ${keysIn}`,
      ...imported.map(
        ({ certificate, problem }, at) =>
          `Imported ${at + 1}: ${certificate ? certificateWords(certificate) : 'never usable'}${problem ? `; ${free(problem)}` : ''}`,
      ),
      ...bootstraps.map(
        ({ register, arrivals, most, expiresAt }, at) =>
          `Bootstrap credential ${at + 1}: ${register ? 'registers' : 'guests'}, ${arrivals.length} of ${most} came${expiresAt ? `, until ${day(expiresAt)}` : ''}`,
      ),
      `Barred client ids: ${barred.length}`,
      ...tokenIssuers.map(
        ({ algorithm, key, passwordGrant, clockSkewSeconds, lastUsedAt, problem }, at) =>
          `Token issuer ${at + 1}: ${algorithm}, key by ${key.kind}, clock difference ${clockSkewSeconds} s${passwordGrant ? ', checks passwords' : ''}, last used ${ago(lastUsedAt, now)}${problem ? `; ${free(problem)}` : ''}`,
      ),
    ],
  };
}

/** By cause; of who was refused only what tells two apart. */
export function refusalsPart(refusals: readonly Refusal[], devices: readonly Device[], names: Names, now: Date): Part {
  const known = new Map(devices.map(({ id }, at) => [id, `device-${at + 1}`]));
  const sorted = [...refusals].sort((a, b) => (a.cause < b.cause ? -1 : a.cause > b.cause ? 1 : b.lastAt - a.lastAt));
  return {
    title: 'Refusals since the start, by cause',
    lines: sorted.map(({ cause, deviceId, address, count, lastAt, settledAt }) => {
      const who = deviceId === null ? 'no device' : (known.get(deviceId) ?? 'a device that is gone');
      return `${cause}: ${who} at ${names.address(address)}, ${count} times, last ${ago(lastAt, now)}${settledAt === null ? '' : ', over'}`;
    }),
  };
}

function certificateWords({ notBefore, notAfter, keyFingerprint }: CertificateInfo): string {
  return `${day(notBefore)} to ${day(notAfter)}, key ${keyFingerprint.slice(0, FINGERPRINT_CHARS)}…`;
}

function withRest(listed: string[], of: number): string[] {
  return listed.length < of ? [...listed, `and ${of - listed.length} more`] : listed;
}
