import type { ActivityEntry } from '../../../electron/contract/model.ts';
import type { RefusalCause } from '../../../electron/contract/refusal-cause.ts';
import { useActivity } from '../activity/use-activity.ts';

interface Search {
  deviceId: string;
  /** Nothing from before counts; the hub's clock. */
  since: number;
  /** Where the device is, as far as that is known. */
  address: string | null;
}

/** No device meets these: only browsers do. */
const OF_BROWSERS: ReadonlySet<RefusalCause | null> = new Set<RefusalCause>(['web-page', 'browser-login', 'browser-page']);

/**
 * The newest thing that a device was refused since then. `isSure` is false for a connection that told no user name that the
 * hub knows: that may have been another device, unless its address is known and fits.
 */
export function useNewestRefusal({ deviceId, since, address }: Search): { entry: ActivityEntry; isSure: boolean } | null {
  const { entries } = useActivity({ kinds: ['refusal', 'denial'], text: '', deviceId: null });
  const recent = entries.filter((entry) => entry.lastAt >= since).sort((a, b) => b.lastAt - a.lastAt || b.id - a.id);
  const own = recent.find((entry) => entry.deviceId === deviceId);
  if (own) return { entry: own, isSure: true };
  const nobodys = recent.find(
    (entry) => entry.deviceId === null && !OF_BROWSERS.has(entry.cause) && (address === null || entry.address === address),
  );
  return nobodys ? { entry: nobodys, isSure: address !== null } : null;
}
