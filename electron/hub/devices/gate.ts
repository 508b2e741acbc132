import type { Admission, Attempt, Refusal, Subject } from '../broker/admission.ts';
import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import type { StoredDevice } from '../storage/devices-table.ts';
import { cleanText } from '../text.ts';
import type { Bootstraps } from './bootstraps.ts';
import { clientIdFault } from './client-ids.ts';
import type { Devices } from './devices.ts';
import { type Passwords, TooBusy } from './passwords.ts';
import { holdsAt, holdsFrom } from './permissions.ts';
import { bootstrapSubject, deviceSubject, everything } from './subjects.ts';

/** What tokens and identity providers have to say; `null`: this attempt is none of theirs. */
export interface TokenDesk {
  authenticate(attempt: Attempt): Promise<Admission | null>;
  /** For a user name that is nobody's here: is it known to an identity provider? */
  askProvider(attempt: Attempt): Promise<Admission | null>;
}

/** What the certificate authority has to say of a certificate that it signed. */
export interface CertificateDesk {
  /** The device that a serial was issued to, or why it does not count any more, in words. */
  holder(serial: string): { deviceId: string } | { fault: string };
  used(serial: string): void;
}

export interface GateNeeds {
  clock: Clock;
  devices: Devices;
  bootstraps: Bootstraps;
  passwords: Passwords;
  tokens: TokenDesk;
  certificates: CertificateDesk;
}

/** Decides on every CONNECT. Fails closed; every refusal says its cause to the hub's owner and nothing to the client. */
export class Gate {
  private needs: GateNeeds;

  constructor(needs: GateNeeds) {
    this.needs = needs;
  }

  async decide(attempt: Attempt): Promise<Admission> {
    const arrivedAt = this.needs.clock.now();
    const admission = await this.ask(attempt).catch((error: unknown) => {
      if (error instanceof TooBusy) return refuse(3, 'Refused a connection: too many passwords wait to be checked. It will try again.');
      throw error;
    });
    if (admission.ok || admission.refusal.returnCode !== 5) return admission;
    // What a refusal cost must not tell whether the user name was right.
    const left = arrivedAt + LIMITS.refusalMs - this.needs.clock.now();
    if (left > 0) await new Promise<void>((resolve) => this.needs.clock.after(left, resolve));
    return admission;
  }

  private async ask(attempt: Attempt): Promise<Admission> {
    const { clientId, entrance, userName } = attempt;
    const fault = clientIdFault(clientId);
    if (fault) return refuse(2, `Refused a connection: ${fault}.`);
    const holder = entrance.certificate && this.needs.certificates.holder(entrance.certificate.serial);
    if (holder && 'fault' in holder) return refuse(5, `Refused a connection: ${holder.fault}.`);
    if (entrance.rule === 'certificate' && !holder) {
      const why = entrance.certificateFault ?? 'it showed no client certificate, and this listener asks for one';
      return refuse(5, `Refused a connection: ${why}.`);
    }
    if (holder) {
      const device = this.needs.devices.get(holder.deviceId);
      if (device && this.certificateSpeaksFor(device, attempt)) return this.letIn(device, attempt, 'certificate');
    }
    if (entrance.rule === 'anyone' && userName === undefined) return this.letAnyoneIn(attempt);
    const byToken = await this.needs.tokens.authenticate(attempt);
    if (byToken) return this.letGuestIn(byToken, attempt);
    if (!userName) return refuse(5, 'Refused a connection without a user name. Every device needs a credential of its own.');
    return this.byPassword(userName, attempt);
  }

  /** A certificate stands for the password; a user name beside it must be that device's. */
  private certificateSpeaksFor(device: StoredDevice, { userName, password, entrance }: Attempt): boolean {
    if (password !== undefined) return false;
    return userName === undefined || userName === device.userName || userName === entrance.certificate?.commonName;
  }

  private async byPassword(userName: string, attempt: Attempt): Promise<Admission> {
    const { devices, bootstraps, passwords, tokens } = this.needs;
    const password = attempt.password ?? new Uint8Array();
    const device = devices.findByLogin(userName, attempt.clientId);
    if (device) {
      const until = await devices.passwordGoodUntil(device, password);
      if (until !== false) return this.letIn(device, attempt, until);
      return refuse(5, `Refused a connection as ${device.name}: wrong password.`, device.id);
    }
    const bootstrap = bootstraps.findByUserName(userName);
    if (bootstrap) {
      if (await passwords.matches(password, bootstrap.secret)) return this.byBootstrap(bootstrap.id, attempt);
      return refuse(5, `Refused a connection by the bootstrap credential "${bootstrap.name}": wrong password.`);
    }
    const byProvider = await tokens.askProvider(attempt);
    if (byProvider) return this.letGuestIn(byProvider, attempt);
    await passwords.matches(password, null);
    return refuse(5, `Refused a connection: no device has the user name "${cleanText(userName, 64)}".`);
  }

  /** `by`: a certificate, or a password that is good until then (`null`: without end). */
  private letIn(device: StoredDevice, attempt: Attempt, by: 'certificate' | number | null): Admission {
    const { devices, clock, certificates } = this.needs;
    const { clientId, address, entrance } = attempt;
    const who = `Refused a connection as ${device.name}`;
    // It may have been revoked while its password was being checked.
    if (devices.get(device.id) !== device) return refuse(5, `${who}: it was revoked.`);
    const { networks, hours } = device.permission;
    if (!holdsFrom(address, networks)) return refuse(5, `${who}: it may only connect from ${networks.join(', ')}.`, device.id);
    if (!holdsAt(new Date(clock.now()), hours))
      return refuse(5, `${who}: it may only connect from ${hours?.from} to ${hours?.to}.`, device.id);
    if (clientId !== '' && !devices.clientIds.claim(clientId, device.id, clock.now())) {
      return refuse(2, `${who}: the client id "${cleanText(clientId, 64)}" belongs to another device.`, device.id);
    }
    const holder = clientId === '' ? null : attempt.connectedAs(clientId);
    if (holder !== null && holder !== `device:${device.id}`) {
      return refuse(2, `${who}: the client id "${cleanText(clientId, 64)}" is in use by another client.`, device.id);
    }
    if (by === 'certificate' && entrance.certificate) certificates.used(entrance.certificate.serial);
    else devices.passwordUsed(device);
    const ends = typeof by === 'number' ? { at: by, why: 'the password that it used was replaced' } : null;
    return { ok: true, subject: deviceSubject(devices, device, attempt, clock, ends) };
  }

  /** MyQttHub's rules: a client id that is anybody's, or is connected however it came in, cannot be had by a bootstrap credential. */
  private byBootstrap(id: string, attempt: Attempt): Admission {
    const { bootstraps, devices, clock } = this.needs;
    const { clientId, address } = attempt;
    const bootstrap = bootstraps.get(id);
    if (!bootstrap) return refuse(5, 'Refused a connection: its bootstrap credential was revoked.');
    const who = `Refused a connection by the bootstrap credential "${bootstrap.name}"`;
    const shown = cleanText(clientId, 64);
    if (clientId === '') return refuse(2, `${who}: it has no client id, and nothing else tells such devices apart.`);
    const owner = devices.get(devices.clientIds.owner(clientId) ?? '');
    if (owner) return refuse(2, `${who}: the client id "${shown}" belongs to ${owner.name}.`, owner.id);
    if (attempt.connectedAs(clientId) !== null) return refuse(2, `${who}: the client id "${shown}" is connected now.`);
    const obstacle = bootstraps.obstacle(bootstrap, clientId);
    if (obstacle) return refuse(5, `${who}: ${obstacle}.`);
    const { networks, hours } = bootstrap.permission;
    if (!holdsFrom(address, networks)) return refuse(5, `${who}: it may only be used from ${networks.join(', ')}.`);
    if (!holdsAt(new Date(clock.now()), hours)) return refuse(5, `${who}: it may only be used from ${hours?.from} to ${hours?.to}.`);
    if (!bootstrap.register) {
      bootstraps.arrived(bootstrap, clientId, null, address);
      return { ok: true, subject: bootstrapSubject(bootstraps, bootstrap, attempt, clock) };
    }
    const { userName, secret, permission } = bootstrap;
    const device = devices.register({ clientId, userName, secret, permission });
    bootstraps.arrived(bootstrap, clientId, device.id, address);
    devices.passwordUsed(device);
    return { ok: true, subject: deviceSubject(devices, device, attempt, clock) };
  }

  private letAnyoneIn(attempt: Attempt): Admission {
    const subject: Subject = { ...everything, key: 'anyone', deviceId: null, name: 'A program on this computer' };
    return this.letGuestIn({ ok: true, subject }, attempt);
  }

  /** Who is no device may have any client id that is nobody's, and cannot take one over from somebody else. */
  private letGuestIn(admission: Admission, { clientId, connectedAs }: Attempt): Admission {
    if (!admission.ok || clientId === '') return admission;
    const who = `Refused a connection as ${admission.subject.name}`;
    const owner = this.needs.devices.get(this.needs.devices.clientIds.owner(clientId) ?? '');
    if (owner) return refuse(2, `${who}: the client id "${cleanText(clientId, 64)}" belongs to ${owner.name}.`, owner.id);
    const holder = connectedAs(clientId);
    if (holder === null || holder === admission.subject.key) return admission;
    return refuse(2, `${who}: the client id "${cleanText(clientId, 64)}" is in use by another client.`);
  }
}

function refuse(returnCode: Refusal['returnCode'], text: string, deviceId: string | null = null): Admission {
  return { ok: false, refusal: { returnCode, text, deviceId } };
}
