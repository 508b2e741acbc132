/** A device that was allowed and gets a credential of its own. */
export interface Newcomer {
  name: string;
  type: string | null;
  origin: 'emonesp';
  /** Its own node name, unique among devices; `null` when it told none or another device has it. */
  node: string | null;
  address: string;
  maxUserNameChars: number;
  /** Called with the user name that was chosen. */
  topics(userName: string): { baseTopic: string; publish: string[]; subscribe: string[] };
}

/** A device that has a credential. */
export interface KnownDevice {
  id: string;
  name: string;
  userName: string;
  baseTopic: string;
}

/** What pairing needs of the devices. Every call is stored when it returns. */
export interface DeviceDesk {
  findByNode(node: string): { id: string; name: string } | null;
  /** The device that was granted exactly this topic filter. */
  findByFilter(filter: string): { id: string; name: string } | null;
  get(id: string): KnownDevice | null;
  /** Registers a device with a credential that has no password yet. */
  admit(newcomer: Newcomer): KnownDevice;
  /** Makes a new password; the earlier one stops working. */
  newPassword(id: string): string;
  /** Forgets a device that never fetched its credential. */
  withdraw(id: string): void;
}
