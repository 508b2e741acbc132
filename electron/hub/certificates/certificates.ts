import { createSecureContext, type SecureContext, type TLSSocket, type TlsOptions } from 'node:tls';
import type { Certificates as CertificatesInfo } from '../../contract/access.ts';
import type { Report } from '../activity/report.ts';
import type { Clock, RandomBytes } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import type { CertificatesTable } from '../storage/certificates-table.ts';
import { words } from '../words/index.ts';
import { Authority, type IssuedCertificate } from './authority.ts';
import { describeCertificate } from './describe.ts';
import type { ImportedFiles } from './imported-files.ts';
import { Imports } from './imports.ts';
import type { HubNames } from './names.ts';
import { judgePeer, type Peer } from './peer.ts';
import { pkcs12 } from './pkcs12.ts';
import { PublicFiles } from './public-files.ts';
import { ServerCertificate } from './server-certificate.ts';
import type { Vault } from './vault.ts';

export interface CertificatesNeeds {
  vault: Vault;
  /** Where the hub's own certificates are kept. */
  dir: string;
  hubId: string;
  table: CertificatesTable;
  clock: Clock;
  random: RandomBytes;
  randomId(): string;
  /** What this computer can be reached by at this moment. */
  names(): HubNames;
  report: Report;
  /** What {@link Certificates.info} tells is different now. */
  changed(): void;
}

/** A client certificate as it is handed to a person, once. */
export interface ClientBundle extends IssuedCertificate {
  authorityPem: string;
  pkcs12: Buffer;
}

/** Everything about certificates: the authority, the server's own, clients' and imported ones, and what TLS serves of them. */
export class Certificates {
  private needs: CertificatesNeeds;
  private imports: Imports;
  private started: { authority: Authority; server: ServerCertificate } | null = null;
  private followers = new Set<() => void>();
  private timers: Array<() => void> = [];
  private refreshing: Promise<void> | null = null;

  constructor(needs: CertificatesNeeds) {
    this.needs = needs;
    this.imports = new Imports({
      table: needs.table,
      now: () => needs.clock.now(),
      randomId: needs.randomId,
      context: ({ chainPem, keyPem }) => this.context(chainPem, keyPem),
      report: needs.report,
      changed: needs.changed,
    });
  }

  /** Opens or makes the keys and certificates. Rejects with words if the keys cannot be had. Before it, nothing else may be asked. */
  async start(): Promise<void> {
    const { vault, dir, clock, random, hubId, names } = this.needs;
    const files = new PublicFiles(dir);
    const authority = await Authority.open({ vault, files, now: () => clock.now(), random, hubId });
    const server = await ServerCertificate.open({ authority, vault, files, now: () => clock.now(), names });
    this.started = { authority, server };
    await this.refresh();
    await this.imports.load();
    this.timers = [
      clock.every(LIMITS.certificateCheckMs, () => void this.refresh().catch((error) => this.fault(error))),
      clock.every(LIMITS.importedCheckMs, () => void this.look().catch((error) => this.fault(error))),
    ];
  }

  stop(): void {
    for (const end of this.timers) end();
    this.timers = [];
    this.followers.clear();
  }

  /** Holds nothing secret. */
  info(): CertificatesInfo {
    const { authority, server } = this.own;
    return {
      authority: describeCertificate(authority.pem),
      authorityPem: authority.pem,
      server: server.info,
      keysIn: this.needs.vault.keysIn,
      imported: this.imports.list(),
    };
  }

  /** For `tls.createServer`, and again for `setSecureContext` after {@link onChanged}. */
  secureOptions(): TlsOptions {
    const { authority, server } = this.own;
    return {
      ...server.pair,
      // With the authority's behind it, or BoringSSL would look for the issuer anew at every handshake.
      cert: `${server.pair.cert}\n${authority.pem}`,
      ca: authority.pem,
      minVersion: 'TLSv1.2',
      requestCert: true,
      // Judged by peer(), so that the refusal can be told in words.
      rejectUnauthorized: false,
      handshakeTimeout: LIMITS.handshakeMs,
      // Without it every TLS 1.3 handshake waits for the peer's delayed acknowledgement, about 40 ms.
      noDelay: true,
      SNICallback: (host, done) => done(null, this.imports.contextFor(host) ?? undefined),
    };
  }

  /** The same for a server that always shows the hub's own certificate, and wants none of its clients. */
  ownOptions(): TlsOptions {
    const { SNICallback: _sni, requestCert: _request, rejectUnauthorized: _reject, ...own } = this.secureOptions();
    return own;
  }

  /** Calls back when {@link secureOptions} changed, until the function that it returns is called. */
  onChanged(follower: () => void): () => void {
    this.followers.add(follower);
    return () => this.followers.delete(follower);
  }

  /** What the client at the other end showed of itself. */
  peer(socket: TLSSocket): Peer {
    return judgePeer(socket, this.needs.clock.now());
  }

  /** Makes the server's certificate again if the hub's names or addresses changed or it is near its end. */
  refresh(): Promise<void> {
    this.refreshing ??= this.reissueIfStale().finally(() => {
      this.refreshing = null;
    });
    return this.refreshing;
  }

  /** Looks at the imported files now. */
  look(): Promise<void> {
    return this.imports.look();
  }

  /** A client certificate with its key, as PEM and as PKCS #12 under `password`. The hub keeps neither key nor file. */
  async issueClient(commonName: string, days: number, password: string): Promise<ClientBundle> {
    const { authority } = this.own;
    const issued = await authority.issueClient(commonName, days);
    const content = { ...issued, authorityPem: authority.pem, name: commonName };
    return { ...issued, authorityPem: authority.pem, pkcs12: pkcs12(content, password, this.needs.random) };
  }

  /** Rejects with a `UserError` that says why the files cannot be used. */
  importFiles(files: ImportedFiles): Promise<{ id: string }> {
    return this.imports.add(files);
  }

  removeImport(id: string): void {
    this.imports.remove(id);
  }

  private get own(): { authority: Authority; server: ServerCertificate } {
    if (!this.started) throw new Error('The certificates are not open yet.');
    return this.started;
  }

  private context(cert: string, key: string): SecureContext {
    return createSecureContext({ cert, key, ca: this.own.authority.pem, minVersion: 'TLSv1.2' });
  }

  private async reissueIfStale(): Promise<void> {
    const { server } = this.own;
    const reason = server.staleBecause();
    if (reason === null) return;
    await server.reissue();
    for (const follower of this.followers) follower();
    this.needs.report({ kind: 'change', text: words.certificates.remade(reason) });
    this.needs.changed();
  }

  private fault(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.needs.report({ kind: 'problem', text: words.certificates.notChecked(reason) });
  }
}
