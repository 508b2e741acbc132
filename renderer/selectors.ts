import type { Device, HubStatus, Request } from '../electron/contract/model.ts';

const newestFirst = (a: Request, b: Request): number => b.firstSeenAt - a.firstSeenAt || (a.id < b.id ? 1 : -1);

/** Requests that want a decision now, newest first. */
export const waitingRequests = (requests: Request[]): Request[] =>
  requests.filter((request) => request.state === 'pending' && !request.folded).sort(newestFirst);

/** What the inbox shows as cards: those that wait, then those that are settled. */
export const requestCards = (requests: Request[]): Request[] => [
  ...waitingRequests(requests),
  ...requests.filter((request) => request.state !== 'pending').sort(newestFirst),
];

/** Requests that the person put off. */
export const foldedRequests = (requests: Request[]): Request[] =>
  requests.filter((request) => request.state === 'pending' && request.folded).sort(newestFirst);

/** Devices by name, as people look for them. */
export const sortedDevices = (devices: Device[]): Device[] =>
  [...devices].sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }) || a.id.localeCompare(b.id));

const portSettings = { mqtt: 'mqttPort', emonesp: 'emonespPort', pair: 'pairPort' } as const;

/** The port of a listener as people set it; where any free port was wanted, the one that it got. */
export function portInUse({ listeners, settings }: HubStatus, name: keyof typeof portSettings): number {
  const wanted = settings[portSettings[name]];
  return wanted === 0 ? (listeners.find((listener) => listener.name === name)?.port ?? 0) : wanted;
}

/** Where a device reaches the broker. */
export function brokerAddress(hub: HubStatus): { host: string; port: number } {
  const listener = hub.listeners.find((each) => each.name === 'mqtt');
  return { host: hub.addresses[0] ?? '127.0.0.1', port: listener?.port ?? hub.settings.mqttPort };
}
