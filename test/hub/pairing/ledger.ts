import type { DeviceDesk, KnownDevice, Newcomer } from '../../../electron/hub/pairing/needs.ts';

export interface LedgerDevice extends KnownDevice {
  node: string | null;
  publish: string[];
  password: string | null;
  /** How many passwords were made for it. */
  passwords: number;
}

/** The devices of a test: what pairing asked for, and which password works at this moment. */
export class Ledger implements DeviceDesk {
  readonly devices = new Map<string, LedgerDevice>();
  private count = 0;

  add(name: string, extra: Partial<LedgerDevice> = {}): LedgerDevice {
    const id = `device-${++this.count}`;
    const device = {
      id,
      name,
      userName: name,
      baseTopic: 'emon',
      node: name,
      publish: [`emon/${name}/#`],
      permission: { publish: [`emon/${name}/#`], subscribe: [] },
      password: null,
      passwords: 0,
      ...extra,
    };
    this.devices.set(id, device);
    return device;
  }

  findByNode(node: string): LedgerDevice | null {
    return [...this.devices.values()].find((device) => device.node === node) ?? null;
  }

  findByFilter(filter: string): LedgerDevice | null {
    return [...this.devices.values()].find((device) => device.publish.includes(filter)) ?? null;
  }

  get(id: string): LedgerDevice | null {
    return this.devices.get(id) ?? null;
  }

  admit(newcomer: Newcomer, along?: (device: LedgerDevice) => void): LedgerDevice {
    const wanted = (newcomer.userName ?? newcomer.name)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, newcomer.maxUserNameChars);
    const taken = [...this.devices.values()].some((device) => device.userName === wanted);
    const userName = taken ? `${wanted.slice(0, newcomer.maxUserNameChars - 2)}-2` : wanted;
    const { baseTopic, publish } = newcomer.topics(userName);
    const device = this.add(newcomer.name, { userName, baseTopic, publish, node: newcomer.node });
    along?.(device);
    return device;
  }

  newPassword(id: string): string {
    const device = this.devices.get(id);
    if (!device) throw new Error('no such device');
    device.passwords++;
    device.password = `Secret${id.replace('-', '')}x${device.passwords}`.padEnd(22, '0');
    return device.password;
  }

  withdraw(id: string): void {
    if (!this.devices.delete(id)) throw new Error('no such device');
  }
}
