import { isIPv6 } from 'node:net';
import type { Manual } from '../../../contract/network.ts';

/** An address and port as one text (RFC 3986, 3.2.2). */
export function placeText(address: string, port: number): string {
  return `${isIPv6(address) ? `[${address}]` : address}:${port}`;
}

/** What a person types into a device, or shows it as a QR code: `porchlight://<address>:<port>?id=<hub id>&fp=<fingerprint>`. */
export function manualOf({ address, port, hubId, fingerprint }: Omit<Manual, 'uri'>): Manual {
  const uri = port === null ? null : `porchlight://${placeText(address, port)}?${new URLSearchParams({ id: hubId, fp: fingerprint })}`;
  return { address, port, hubId, fingerprint, uri };
}
