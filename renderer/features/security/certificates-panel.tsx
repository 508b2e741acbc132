import { TriangleAlert } from 'lucide-react';
import type { CertificateInfo } from '../../../electron/contract/access.ts';
import card from '../../components/card.module.css';
import { CopyButton } from '../../components/copy-button.tsx';
import { Fact, Facts } from '../../components/facts.tsx';
import { SaveButton } from '../../components/save-button.tsx';
import text from '../../components/text.module.css';
import { useApp } from '../../context.tsx';
import { fullTime } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { ImportedCertificates } from './imported-certificates.tsx';
import styles from './security.module.css';

/** In groups of four, which people can compare by eye. */
export const grouped = (fingerprint: string): string => fingerprint.replace(/(.{4})(?=.)/g, '$1 ');

/** What the hub shows to prove that it is this hub. */
export function CertificatesPanel() {
  const { authority, authorityPem, server, keysIn } = useApp((state) => state.access.certificates);
  const words = strings.security.certificates;
  return (
    <>
      {keysIn === 'file' && (
        <div className={text.warning} role="note">
          <TriangleAlert size={18} />
          <p>{words.keysInFile}</p>
        </div>
      )}
      <section className={card.card} aria-labelledby="certificates-authority">
        <div className={styles.head}>
          <div>
            <h2 id="certificates-authority">{words.authority}</h2>
            <p className={text.hint}>{words.authorityText}</p>
          </div>
          <div className={styles.actions}>
            <CopyButton text={authorityPem}>{words.copyPem}</CopyButton>
            <SaveButton small fileName="porchlight-ca.pem" content={authorityPem}>
              {words.saveFile}
            </SaveButton>
          </div>
        </div>
        <CertificateFacts certificate={authority} />
        <Facts>
          <Fact name={words.keys}>{words.keysIn[keysIn]}</Fact>
        </Facts>
      </section>
      <section className={card.card} aria-labelledby="certificates-server">
        <div>
          <h2 id="certificates-server">{words.server}</h2>
          <p className={text.hint}>{words.serverText}</p>
        </div>
        <CertificateFacts certificate={server} withNames />
      </section>
      <ImportedCertificates />
    </>
  );
}

/** The common name where a certificate has no other name, as most of this kind do. */
const commonName = (subject: string): string => /^CN=([^,=]+)$/.exec(subject)?.[1] ?? subject;

function CertificateFacts({ certificate, withNames = false }: { certificate: CertificateInfo; withNames?: boolean }) {
  const { subject, names, notAfter, keyFingerprint } = certificate;
  const words = strings.security.certificates;
  return (
    <Facts>
      <Fact name={words.name}>{commonName(subject)}</Fact>
      {withNames && <Fact name={words.names}>{names.join(', ')}</Fact>}
      <Fact name={words.validUntil}>{fullTime(notAfter)}</Fact>
      <Fact name={words.fingerprint}>
        <span className={styles.actions}>
          <code>{grouped(keyFingerprint)}</code>
          <CopyButton text={keyFingerprint} label={words.copyFingerprint} />
        </span>
      </Fact>
    </Facts>
  );
}
