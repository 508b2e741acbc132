import { useState } from 'react';
import type { ClientCertificate, Device } from '../../../electron/contract/model.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Fact, Facts } from '../../components/facts.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { useClient } from '../../context.tsx';
import { fullTime } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { CertificateDialog } from './certificate-dialog.tsx';
import styles from './device-access.module.css';
import { IssueCertificateDialog } from './issue-certificate-dialog.tsx';
import { type IssuedCertificate, shortSerial } from './issued-certificate.ts';

/** The certificates that a device may come in with. */
export function DeviceCertificates({ device }: { device: Device }) {
  const client = useClient();
  const [isIssuing, setIssuing] = useState(false);
  const [issued, setIssued] = useState<IssuedCertificate | null>(null);
  const [revoking, setRevoking] = useState<string | null>(null);
  const words = strings.access.certificates;

  return (
    <section className={styles.part}>
      <div className={styles.head}>
        <h3>{words.title}</h3>
        <Button small onClick={() => setIssuing(true)}>
          {words.issue}
        </Button>
      </div>
      {device.certificates.length === 0 && <p className={styles.quiet}>{words.none}</p>}
      <ul>
        {device.certificates.map((certificate) => (
          <CertificateLine key={certificate.serial} certificate={certificate} onRevoke={() => setRevoking(certificate.serial)} />
        ))}
      </ul>
      {isIssuing && <IssueCertificateDialog device={device} onIssued={setIssued} onClose={() => setIssuing(false)} />}
      {issued && <CertificateDialog device={device} certificate={issued} onClose={() => setIssued(null)} />}
      {revoking !== null && (
        <ConfirmDialog
          title={words.revokeTitle(shortSerial(revoking))}
          text={words.revokeText}
          action={words.revoke}
          onConfirm={() => client.call('devices.revokeCertificate', { serial: revoking })}
          onClose={() => setRevoking(null)}
        />
      )}
    </section>
  );
}

function CertificateLine({ certificate, onRevoke }: { certificate: ClientCertificate; onRevoke: () => void }) {
  const words = strings.access.certificates;
  const { serial, issuedAt, expiresAt, revokedAt, lastUsedAt } = certificate;
  const isOver = expiresAt <= Date.now();
  return (
    <li className={styles.certificate}>
      <Facts>
        <Fact name={words.serial}>
          <code title={serial}>{shortSerial(serial)}</code>
        </Fact>
        <Fact name={words.issued}>{fullTime(issuedAt)}</Fact>
        <Fact name={isOver ? words.expired : words.expires}>{fullTime(expiresAt)}</Fact>
        <Fact name={words.lastUsed}>{lastUsedAt === null ? strings.time.never : <RelativeTime at={lastUsedAt} />}</Fact>
        {revokedAt !== null && (
          <Fact name={words.revoked}>
            <span className={styles.bad}>{fullTime(revokedAt)}</span>
          </Fact>
        )}
      </Facts>
      {revokedAt === null && (
        <Button small look="danger" aria-label={words.revokeOf(shortSerial(serial))} onClick={onRevoke}>
          {words.revoke}
        </Button>
      )}
    </li>
  );
}
