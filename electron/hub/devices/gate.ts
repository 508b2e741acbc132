import type { RefusalCause } from '../../contract/refusal-cause.ts';
import type { Admission, Attempt, Refusal, Subject } from '../broker/admission.ts';
import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import type { StoredDevice } from '../storage/devices-table.ts';
import { cleanText } from '../text.ts';
import { words } from '../words/index.ts';
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
      if (error instanceof TooBusy) return refuse(3, 'busy', words.entry.busy);
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
    if (fault) return refuse(2, 'client-id-unusable', words.entry.refused(fault));
    const holder = entrance.certificate && this.needs.certificates.holder(entrance.certificate.serial);
    if (holder && 'fault' in holder) return refuse(5, 'certificate-revoked', words.entry.refused(holder.fault));
    if (entrance.rule === 'certificate' && !holder) {
      const why = entrance.certificateFault ?? words.entry.why.noCertificate;
      const cause = entrance.certificateFault === null ? 'certificate-missing' : 'certificate-foreign';
      return refuse(5, cause, words.entry.refused(why));
    }
    if (holder) {
      const device = this.needs.devices.get(holder.deviceId);
      if (device && this.certificateSpeaksFor(device, attempt)) return this.letIn(device, attempt, 'certificate');
    }
    if (entrance.rule === 'anyone' && userName === undefined) return this.letAnyoneIn(attempt);
    const byToken = await this.needs.tokens.authenticate(attempt);
    if (byToken) return this.letGuestIn(byToken, attempt);
    if (!userName) return refuse(5, 'no-user', words.entry.noUserName);
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
      return refuse(5, 'password', words.entry.refusedAs(device.name, words.entry.why.wrongPassword), device.id);
    }
    const bootstrap = bootstraps.findByUserName(userName);
    if (bootstrap) {
      if (await passwords.matches(password, bootstrap.secret)) return this.byBootstrap(bootstrap.id, attempt);
      const text = words.entry.refusedByBootstrap(bootstrap.name, words.entry.why.wrongPassword);
      return refuse(5, 'bootstrap-password', text, null, bootstrap.id);
    }
    const byProvider = await tokens.askProvider(attempt);
    if (byProvider) return this.letGuestIn(byProvider, attempt);
    await passwords.matches(password, null);
    return refuse(5, 'unknown-user', words.entry.refused(words.entry.why.unknownUser(cleanText(userName, 64))));
  }

  /** `by`: a certificate, or a password that is good until then (`null`: without end). */
  private letIn(device: StoredDevice, attempt: Attempt, by: 'certificate' | number | null): Admission {
    const { devices, clock, certificates } = this.needs;
    const { clientId, address, entrance } = attempt;
    const shown = cleanText(clientId, 64);
    const no = (returnCode: Refusal['returnCode'], cause: RefusalCause, why: string) =>
      refuse(returnCode, cause, words.entry.refusedAs(device.name, why), device.id);
    // It may have been revoked while its password was being checked.
    if (devices.get(device.id) !== device) return refuse(5, 'unknown-user', words.entry.refusedAs(device.name, words.entry.why.revoked));
    const { networks, hours } = device.permission;
    if (!holdsFrom(address, networks)) return no(5, 'network', words.entry.why.networks(networks));
    if (!holdsAt(new Date(clock.now()), hours)) return no(5, 'hours', words.entry.why.hours(hours?.from, hours?.to));
    if (clientId !== '' && !devices.clientIds.claim(clientId, device.id, clock.now())) {
      return no(2, 'client-id-taken', words.entry.why.idOfAnother(shown));
    }
    const holder = clientId === '' ? null : attempt.connectedAs(clientId);
    if (holder !== null && holder !== `device:${device.id}`) {
      return no(2, 'client-id-taken', words.entry.why.idInUse(shown));
    }
    if (by === 'certificate' && entrance.certificate) certificates.used(entrance.certificate.serial);
    else devices.passwordUsed(device);
    const ends = typeof by === 'number' ? { at: by, why: words.entry.passwordReplaced } : null;
    return { ok: true, subject: deviceSubject(devices, device, attempt, clock, ends) };
  }

  /** MyQttHub's rules: a client id that is anybody's, or is connected however it came in, cannot be had by a bootstrap credential. */
  private byBootstrap(id: string, attempt: Attempt): Admission {
    const { bootstraps, devices, clock } = this.needs;
    const { clientId, address } = attempt;
    const bootstrap = bootstraps.get(id);
    if (!bootstrap) return refuse(5, 'unknown-user', words.entry.refused(words.entry.why.bootstrapRevoked));
    const shown = cleanText(clientId, 64);
    const no = (returnCode: Refusal['returnCode'], cause: RefusalCause, why: string, deviceId: string | null = null) =>
      refuse(returnCode, cause, words.entry.refusedByBootstrap(bootstrap.name, why), deviceId, id);
    if (clientId === '') return no(2, 'client-id-unusable', words.entry.why.idMissing);
    const owner = devices.get(devices.clientIds.owner(clientId) ?? '');
    if (owner) return no(2, 'client-id-taken', words.entry.why.idOf(shown, owner.name), owner.id);
    if (attempt.connectedAs(clientId) !== null) return no(2, 'client-id-taken', words.entry.why.idConnected(shown));
    const obstacle = bootstraps.obstacle(bootstrap, clientId);
    if (obstacle) return no(5, obstacle.cause, obstacle.why);
    const { networks, hours } = bootstrap.permission;
    if (!holdsFrom(address, networks)) return no(5, 'network', words.entry.why.bootstrapNetworks(networks));
    if (!holdsAt(new Date(clock.now()), hours)) return no(5, 'hours', words.entry.why.bootstrapHours(hours?.from, hours?.to));
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
    const subject: Subject = { ...everything, key: 'anyone', deviceId: null, name: words.entry.anyone };
    return this.letGuestIn({ ok: true, subject }, attempt);
  }

  /** Who is no device may have any client id that is nobody's, and cannot take one over from somebody else. */
  private letGuestIn(admission: Admission, { clientId, connectedAs }: Attempt): Admission {
    if (!admission.ok || clientId === '') return admission;
    const { name } = admission.subject;
    const shown = cleanText(clientId, 64);
    const owner = this.needs.devices.get(this.needs.devices.clientIds.owner(clientId) ?? '');
    if (owner) return refuse(2, 'client-id-taken', words.entry.refusedAs(name, words.entry.why.idOf(shown, owner.name)), owner.id);
    const holder = connectedAs(clientId);
    if (holder === null || holder === admission.subject.key) return admission;
    return refuse(2, 'client-id-taken', words.entry.refusedAs(name, words.entry.why.idInUse(shown)));
  }
}

function refuse(
  returnCode: Refusal['returnCode'],
  cause: RefusalCause,
  text: string,
  deviceId: string | null = null,
  bootstrapId?: string,
): Admission {
  return { ok: false, refusal: { returnCode, cause, text, deviceId, ...(bootstrapId !== undefined && { bootstrapId }) } };
}
