import { UserError } from '../../contract/errors.ts';
import type { ClientCertificate } from '../../contract/model.ts';
import { LIMITS } from '../limits.ts';
import { type Attempt, attemptOnce } from '../storage/attempt.ts';
import type { ClientCertificatesTable, StoredClientCertificate } from '../storage/client-certificates-table.ts';
import { cleanText } from '../text.ts';
import { words } from '../words/index.ts';
import type { CertificateDesk } from './gate.ts';

export interface ClientCertificatesNeeds {
  table: ClientCertificatesTable;
  now: () => number;
  attempt?: Attempt;
  nameOf: (deviceId: string) => string | null;
  /** What is told of a device's certificates is different now. */
  changed: (deviceId: string) => void;
}

/** Which device each client certificate of the hub's authority was issued to, and whether it still counts. */
export class ClientCertificates implements CertificateDesk {
  private needs: ClientCertificatesNeeds;
  private bySerial = new Map<string, StoredClientCertificate>();
  private byDevice = new Map<string, StoredClientCertificate[]>();
  private unsaved = new Set<string>();

  constructor(needs: ClientCertificatesNeeds) {
    this.needs = needs;
    for (const certificate of needs.table.all()) this.know(certificate);
  }

  /** Newest first. */
  of(deviceId: string): ClientCertificate[] {
    const own = this.byDevice.get(deviceId) ?? [];
    return own.map(({ deviceId: _, ...told }) => told).sort((a, b) => b.issuedAt - a.issuedAt);
  }

  /** Notes one that was just made. */
  add(deviceId: string, issued: { serial: string; commonName: string; notAfter: number }): void {
    const { serial, commonName, notAfter: expiresAt } = issued;
    const stored = { serial, deviceId, commonName, issuedAt: this.needs.now(), expiresAt, revokedAt: null, lastUsedAt: null };
    this.needs.table.insert(stored);
    this.know(stored);
    this.needs.changed(deviceId);
  }

  /** Throws a {@link UserError} if there is none, or it was revoked before. Returns whose it is. */
  revoke(serial: string): string {
    const certificate = this.bySerial.get(serial);
    if (!certificate || certificate.revokedAt !== null) throw new UserError(words.devices.certificateVoid);
    const at = this.needs.now();
    this.needs.table.revoke(serial, at);
    certificate.revokedAt = at;
    this.needs.changed(certificate.deviceId);
    return certificate.deviceId;
  }

  holder(serial: string): { deviceId: string } | { fault: string } {
    const certificate = this.bySerial.get(serial);
    if (!certificate) return { fault: words.entry.why.certificateOrphaned };
    if (certificate.revokedAt === null) return { deviceId: certificate.deviceId };
    const name = this.needs.nameOf(certificate.deviceId) ?? cleanText(certificate.commonName, LIMITS.deviceTextChars);
    return { fault: words.entry.why.certificateRevoked(name) };
  }

  used(serial: string): void {
    const certificate = this.bySerial.get(serial);
    if (!certificate) return;
    certificate.lastUsedAt = this.needs.now();
    this.unsaved.add(serial);
    this.needs.changed(certificate.deviceId);
  }

  /** To be called now and then. */
  saveUse(): void {
    const { attempt = attemptOnce, table } = this.needs;
    for (const serial of this.unsaved) {
      const at = this.bySerial.get(serial)?.lastUsedAt;
      if (at && !attempt(() => table.used(serial, at))) return;
      this.unsaved.delete(serial);
    }
  }

  /** The device is gone, and its rows with it. */
  forgetDevice(deviceId: string): void {
    for (const { serial } of this.byDevice.get(deviceId) ?? []) this.bySerial.delete(serial);
    this.byDevice.delete(deviceId);
  }

  /** Before one is made: the one that ended the longest ago makes room; throws a {@link UserError} if all still count. */
  makeRoom(deviceId: string): void {
    const own = this.byDevice.get(deviceId) ?? [];
    if (own.length < LIMITS.certificatesPerDevice) return;
    const ended = own.filter(({ revokedAt, expiresAt }) => revokedAt !== null || expiresAt < this.needs.now());
    const [oldest] = ended.sort((a, b) => a.issuedAt - b.issuedAt);
    if (!oldest) throw new UserError(words.devices.certificatesFull(LIMITS.certificatesPerDevice));
    this.needs.table.remove(oldest.serial);
    this.bySerial.delete(oldest.serial);
    own.splice(own.indexOf(oldest), 1);
  }

  private know(certificate: StoredClientCertificate): void {
    const { serial, deviceId } = certificate;
    const own = this.byDevice.get(deviceId);
    this.bySerial.set(serial, certificate);
    if (own) own.push(certificate);
    else this.byDevice.set(deviceId, [certificate]);
  }
}
