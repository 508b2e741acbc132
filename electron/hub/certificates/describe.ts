import { createHash } from 'node:crypto';
import type { CertificateInfo } from '../../contract/access.ts';
import { canonicalAddress } from './names.ts';
import { SubjectAlternativeNameExtension, X509Certificate } from './x509.ts';

/** What a person needs to know of a certificate (PEM or DER). Throws if it is none. */
export function describeCertificate(encoded: string | Buffer): CertificateInfo {
  const certificate = new X509Certificate(typeof encoded === 'string' ? encoded : new Uint8Array(encoded));
  return {
    subject: certificate.subject,
    issuer: certificate.issuer,
    names: namesOf(certificate),
    notBefore: certificate.notBefore.getTime(),
    notAfter: certificate.notAfter.getTime(),
    keyFingerprint: createHash('sha256').update(Buffer.from(certificate.publicKey.rawData)).digest('base64url'),
  };
}

/** DNS names in lower case and addresses in their one spelling, in the certificate's order. */
function namesOf(certificate: X509Certificate): string[] {
  const items = certificate.getExtension(SubjectAlternativeNameExtension)?.names.items ?? [];
  return items.flatMap(({ type, value }) => {
    if (type === 'dns') return value.toLowerCase();
    return type === 'ip' ? canonicalAddress(value) : [];
  });
}
