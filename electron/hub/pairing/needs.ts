import type { Quieted, Request } from '../../contract/model.ts';
import type { Report } from '../activity/report.ts';
import type { Clock } from '../clock.ts';
import type { LIMITS } from '../limits.ts';
import type { Attempt } from '../storage/attempt.ts';
import type { QuietedTable } from '../storage/quieted-table.ts';
import type { RequestsTable, StoredRequest } from '../storage/requests-table.ts';

/** A device that was allowed and gets a credential of its own. */
export interface Newcomer {
  name: string;
  type: string | null;
  origin: 'emonesp' | 'v1' | 'found';
  /** What it is registered as, unique among devices; `null` when it told none or another device has it. */
  node: string | null;
  address: string;
  maxUserNameChars: number;
  /** The user name that it should get if nobody has it; else one is made from the name. */
  userName?: string;
  /** Called with the user name that was chosen. */
  topics(userName: string): { baseTopic: string; publish: string[]; subscribe: string[] };
}

/** A device that has a credential. */
export interface KnownDevice {
  id: string;
  name: string;
  userName: string;
  baseTopic: string;
  permission: { publish: readonly string[]; subscribe: readonly string[] };
}

/** What pairing needs of the devices. Every call is stored when it returns. */
export interface DeviceDesk {
  findByNode(node: string): { id: string; name: string } | null;
  /** The device that was granted exactly this topic filter. */
  findByFilter(filter: string): { id: string; name: string } | null;
  get(id: string): KnownDevice | null;
  /** Registers a device with a credential that has no password yet; what `along` writes is stored together with it, or neither is. */
  admit(newcomer: Newcomer, along?: (device: { id: string }) => void): KnownDevice;
  /** Makes a new password; the earlier one stops working. */
  newPassword(id: string): string;
  /** Forgets a device that never fetched its credential. */
  withdraw(id: string): void;
}

/** Who knocks, as a front door found out. */
export interface Knock {
  protocol: Request['protocol'];
  /** A stable identity: what the quiet list remembers. */
  key: string;
  address: string;
  node: string | null;
  name: string;
  type: string | null;
  firmware: string | null;
  keepsConnection: boolean;
  /** When it was first heard, and how often since: finding out who it is takes a moment. */
  firstSeenAt: number;
  knocks: number;
  /** The two halves of the code (version 1), base64url. */
  proof?: { commitment: string; hubNonce: string; showsCode: boolean };
}

/** What became of a knock. `full`: as many wait as a person can judge. */
export type KnockOutcome = { state: 'quiet'; reason: Quieted['reason'] } | { state: 'full' } | { state: 'live'; id: string };

export type RequestLimits = Pick<
  typeof LIMITS,
  | 'requestSilenceMs'
  | 'pairRequestMs'
  | 'allowWindowMs'
  | 'settledRequestMs'
  | 'deniedSilenceMs'
  | 'waitingRequests'
  | 'quieted'
  | 'pairRivals'
  | 'pairEnded'
  | 'lastSeenWriteMs'
>;

export interface RequestsNeeds {
  clock: Clock;
  attempt?: Attempt;
  randomId: () => string;
  requests: RequestsTable;
  quieted: QuietedTable;
  desk: DeviceDesk;
  /** How the device of an allowed request is registered: each protocol has its own topics. */
  newcomer: (request: StoredRequest) => Newcomer;
  report: Report;
  /** These were added, changed or are gone; `list()` and `quieted()` have the new state. */
  changed: (what: 'requests' | 'quieted', ids: string[]) => void;
  limits: { [limit in keyof RequestLimits]: number };
}
