import type { CertificateInfo } from '../../contract/access.ts';
import { LIMITS } from '../limits.ts';
import { words } from '../words/index.ts';
import type { Authority } from './authority.ts';
import { describeCertificate } from './describe.ts';
import { certificateNames, type HubNames } from './names.ts';
import type { PublicFiles } from './public-files.ts';
import { keptKey, type SigningKey } from './signing-key.ts';
import type { Vault } from './vault.ts';

const FILE = 'server.crt';

export interface ServerCertificateNeeds {
  authority: Authority;
  vault: Vault;
  files: PublicFiles;
  now(): number;
  names(): HubNames;
}

interface Issued {
  pem: string;
  info: CertificateInfo;
}

/** The hub's own server certificate. Its key stays for ever; the certificate follows the hub's names and addresses. */
export class ServerCertificate {
  private needs: ServerCertificateNeeds;
  private key: SigningKey;
  private current: Issued;

  static async open(needs: ServerCertificateNeeds): Promise<ServerCertificate> {
    const key = await keptKey(needs.vault, 'server.pem');
    return new ServerCertificate(needs, key, readKept(needs, key) ?? (await issue(needs, key)));
  }

  private constructor(needs: ServerCertificateNeeds, key: SigningKey, current: Issued) {
    this.needs = needs;
    this.key = key;
    this.current = current;
  }

  get info(): CertificateInfo {
    return this.current.info;
  }

  /** For TLS. */
  get pair(): { cert: string; key: string } {
    return { cert: this.current.pem, key: this.key.pem };
  }

  /** Why it must be made again now, in words; `null` if it is fine. */
  staleBecause(): string | null {
    const { names, notBefore, notAfter } = this.info;
    const now = this.needs.now();
    if (now > notAfter - LIMITS.serverCertificateRenewMs) return words.certificates.expiring;
    if (now < notBefore) return words.certificates.clockBack;
    const wanted = new Set(certificateNames(this.needs.names()));
    const same = wanted.size === names.length && names.every((name) => wanted.has(name));
    return same ? null : words.certificates.namesChanged;
  }

  /** Makes it again, with the same key. */
  async reissue(): Promise<void> {
    this.current = await issue(this.needs, this.key);
  }
}

/** The certificate that is kept, if it is still one of this key and this authority. */
function readKept({ files, authority }: ServerCertificateNeeds, key: SigningKey): Issued | null {
  try {
    const pem = files.read(FILE);
    const kept = pem && { pem, info: describeCertificate(pem) };
    return kept && kept.info.keyFingerprint === key.fingerprint && authority.signed(kept.pem) ? kept : null;
  } catch {
    return null;
  }
}

async function issue({ authority, files, names }: ServerCertificateNeeds, key: SigningKey): Promise<Issued> {
  const pem = await authority.issueServer(key.publicKey, certificateNames(names()));
  files.write(FILE, pem);
  return { pem, info: describeCertificate(pem) };
}
