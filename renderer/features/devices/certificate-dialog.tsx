import type { Device } from '../../../electron/contract/model.ts';
import { CopyBlock } from '../../components/copy-block.tsx';
import { CopyField } from '../../components/copy-field.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { DoneFoot } from '../../components/dialog-feet.tsx';
import { asFileName, SaveButton } from '../../components/save-button.tsx';
import { strings } from '../../strings/index.ts';
import styles from './device-access.module.css';
import dialogs from './dialogs.module.css';
import type { IssuedCertificate } from './issued-certificate.ts';

interface CertificateDialogProps {
  device: Device;
  certificate: IssuedCertificate;
  onClose: () => void;
}

/** Shows a new certificate and its key the one time that they can be shown. */
export function CertificateDialog({ device, certificate, onClose }: CertificateDialogProps) {
  const words = strings.access.certificates;
  const name = asFileName(device.name);
  return (
    <Dialog title={words.issueTitle(device.name)} onClose={onClose}>
      <p className={dialogs.once}>{words.shownOnce}</p>
      <div className={styles.blocks}>
        <CopyBlock label={words.certificate} value={certificate.certificatePem} fileName={`${name}.pem`} />
        <CopyBlock label={words.key} value={certificate.keyPem} fileName={`${name}-key.pem`} />
        <CopyBlock label={words.authority} value={certificate.authorityPem} fileName="porchlight-ca.pem" />
        <div className={styles.bundle}>
          <h3>{words.bundle}</h3>
          <p className={styles.quiet}>{words.bundleHint}</p>
          <CopyField label={words.bundlePassword} value={certificate.pkcs12Password} />
          <SaveButton fileName={`${name}.p12`} content={{ base64: certificate.pkcs12 }}>
            {words.saveBundle}
          </SaveButton>
        </div>
      </div>
      <DoneFoot onClose={onClose} />
    </Dialog>
  );
}
