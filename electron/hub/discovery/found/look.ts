import type { Make } from '../../../contract/network.ts';
import { type Answer, DeviceHttp, NoAnswer } from './device-http.ts';
import type { Identity, MakeDriver, MqttSettings } from './makes/driver.ts';
import type { SeenService } from './seen-service.ts';

export interface LookNeeds {
  address: string;
  /** Of the device's web page. */
  port: (make: Make) => number;
  /** What may be there, in the order in which it is asked for. */
  drivers: readonly MakeDriver[];
  /** What the device announced. */
  services: readonly SeenService[];
  timeoutMs: number;
  signal: AbortSignal;
}

export interface Sight {
  driver: MakeDriver;
  identity: Identity;
  announced: SeenService | null;
  /** `null` if it did not tell this time. */
  settings: MqttSettings | null;
}

/** Finds out which device is at an address and what it talks to now. `null` if nobody answers, or none of these makes. Never rejects. */
export async function lookAt(needs: LookNeeds): Promise<Sight | null> {
  const { address, port, drivers, services, timeoutMs, signal } = needs;
  const got = new Map<string, Promise<Answer>>();
  try {
    for (const driver of drivers) {
      const device = new DeviceHttp({ address, port: port(driver.make), timeoutMs, got, signal });
      const announced = announcementOf(driver, services);
      const identity = await driver.identify(device, announced);
      if (!identity) continue;
      const settings = await driver.settings(device, false).catch(() => null);
      return { driver, identity, announced, settings };
    }
  } catch (error) {
    // Whoever does not answer one question is not asked the others.
    if (!(error instanceof NoAnswer)) throw error;
  }
  return null;
}

/** The service that says most: a type of its own before one that many share. */
function announcementOf({ types }: MakeDriver, services: readonly SeenService[]): SeenService | null {
  for (const type of types) {
    const service = services.find((candidate) => candidate.type === type);
    if (service) return service;
  }
  return null;
}
