import type { Found, Make } from '../../../../contract/network.ts';
import { LIMITS } from '../../../limits.ts';
import { cleanText } from '../../../text.ts';
import { type Answer, type DeviceHttp, NoAnswer } from '../device-http.ts';
import type { SeenService } from '../seen-service.ts';

/** Who a device is, by its own claim. */
export interface Identity {
  /** Stays the same for as long as the device does. */
  id: string;
  name: string | null;
  model: string | null;
  /** It tells who it is only to who logs in: the id stands for its address until then. */
  provisional?: true;
  /** Its node name, by which it is registered when it pairs in its own way. */
  node?: string;
}

/** Its MQTT settings, as far as it tells them. */
export interface MqttSettings {
  host: string | null;
  user: string | null;
  /** Its web page asks for a login, or refused the one that was given. */
  locked: boolean;
  tls: Found['tls'];
  /** Why it cannot be given settings now, in words, and what to do about it. */
  obstacle?: string;
}

/** What a device is told to connect to, and as whom. */
export interface Order {
  host: string;
  port: number;
  tls: Found['tls'];
  authorityPem: string;
  userName: string;
  password: string;
  baseTopic: string;
}

export interface Topics {
  baseTopic: string;
  publish: string[];
  subscribe: string[];
}

/** How a device of a make is handed a credential over its own web page. */
export interface HandOver {
  auth: 'basic' | 'digest' | 'inside';
  /** The one user name that the firmware knows; `null` where a person chose it. */
  loginName: string | null;
  /** What the firmware stores. Passwords are {@link LIMITS.passwordChars}, which fits all of them. */
  maxUserNameChars: number;
  maxAuthorityChars?: number;
  /** All that the firmware publishes and subscribes to, given the base that it is told. */
  topics(userName: string, identity: Identity): Topics;
  /**
   * Gives it the settings and has it use them. `false`: it took them, but it did not restart. Throws {@link Locked}, {@link Refused},
   * {@link NoAuthority} or {@link NoAnswer} when it did not take them, and {@link Unconfirmed} when nobody can tell.
   */
  push(device: DeviceHttp, order: Order): Promise<boolean>;
}

/** One make of devices: how they are told from others, read and set. */
export interface MakeDriver {
  make: Make;
  /** As people call it. */
  label: string;
  way: Found['way'];
  /** The DNS-SD types that its devices announce. */
  types: readonly string[];
  /** Whether a search that asks every address asks for this make. */
  sweeps: boolean;
  /** `null` for a device of another make. Rejects with {@link NoAnswer}. */
  identify(device: DeviceHttp, seen: SeenService | null): Promise<Identity | null>;
  /** `thorough`: also finds out whether it takes new settings with this login, and changes nothing. Rejects with {@link NoAnswer}. */
  settings(device: DeviceHttp, thorough: boolean): Promise<MqttSettings>;
  /** `null` where the device is not set up by this part. */
  handOver: HandOver | null;
}

/** It asks for a login, or refused the one that was given. */
export class Locked extends Error {
  override name = 'Locked';
}

/** It said no; its settings are as they were. */
export class Refused extends Error {
  override name = 'Refused';
}

/** It did not take this hub's authority; its settings are as they were. */
export class NoAuthority extends Error {
  override name = 'NoAuthority';
}

/** It was sent the settings and did not say whether it took them. */
export class Unconfirmed extends Error {
  override name = 'Unconfirmed';
}

/** Checks the answer to a request. What the device says in words may repeat a secret, so it is looked at and never passed on. */
export function mustBe(answer: Answer, accepted: boolean): void {
  if (answer.status === 401) throw new Locked('it asks for a login');
  if (!accepted) throw new Refused('it refused');
}

/** The one exchange after which a device has its new settings. */
export async function decisive(exchange: Promise<Answer>, accepted: (answer: Answer) => boolean): Promise<Answer> {
  const answer = await exchange.catch((error) => {
    throw error instanceof NoAnswer && error.mayHaveArrived ? new Unconfirmed('it did not confirm') : error;
  });
  mustBe(answer, accepted(answer));
  return answer;
}

/** True if it agreed to restart. It has its settings already, so silence is no failure. */
export async function restarts(exchange: Promise<Answer>): Promise<boolean> {
  return exchange.then(
    ({ status }) => status === 200,
    (error) => error instanceof NoAnswer && error.mayHaveArrived,
  );
}

export const LOCKED: MqttSettings = { host: null, user: null, locked: true, tls: 'none' };
export const UNKNOWN: MqttSettings = { ...LOCKED, locked: false };

/** A topic tree of its own, and nothing else. */
export const ownTree = (userName: string): Topics => {
  const baseTopic = `porchlight/${userName}`;
  return { baseTopic, publish: [`${baseTopic}/#`], subscribe: [`${baseTopic}/#`] };
};

/** An id made of what a device calls itself, or `null` if that is none. */
export function idOf(make: Make, claim: string | undefined): string | null {
  const plain = (claim ?? '').replaceAll(':', '').toLowerCase();
  return /^[a-z0-9][a-z0-9._-]*$/.test(plain) && plain.length <= LIMITS.foundIdChars ? `${make}:${plain}` : null;
}

/** Text of a device as it may be shown. */
export const shown = (text: string | null | undefined) => cleanText(text ?? '', LIMITS.deviceTextChars) || null;
