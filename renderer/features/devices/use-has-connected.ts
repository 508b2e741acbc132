import { useRef } from 'react';
import type { Device } from '../../../electron/contract/model.ts';

/**
 * Whether a credential that was made just now has been used. A short connection may be over before this window hears of
 * it, so of a new device any sign of life counts. A device that was online with its old password is still shown as
 * connected for an instant; of that one, only a connection made after it was gone counts.
 */
export function useHasConnected(device: Device | undefined, isNew: boolean): boolean {
  const wasOffline = useRef(isNew);
  const hasConnected = useRef(false);
  if (device && !device.connected) wasOffline.current = true;
  if (device && ((device.connected && wasOffline.current) || (isNew && device.lastSeenAt !== null))) hasConnected.current = true;
  return hasConnected.current;
}
