import type { Clock } from '../clock.ts';
import type { Devices } from '../devices/devices.ts';
import { deviceSubject } from '../devices/subjects.ts';
import type { RefusalsNeeds } from './refusals.ts';

/** Whether a device may do something now, from where it was seen last and under its last client id. */
export function mayNow(devices: () => Devices, clock: Clock): RefusalsNeeds['mayNow'] {
  return (deviceId, action, topic) => {
    const device = devices().get(deviceId);
    if (!device) return false;
    const { clientId, address } = device;
    const permission = deviceSubject(devices(), device, { clientId: clientId ?? '', address }, clock).permission();
    if (permission === null) return false;
    return action === 'publish' ? permission.publish.matches(topic) : permission.subscribe.covers(topic);
  };
}
