import { useState } from 'react';
import { QrCode } from '../../components/qr-code.tsx';
import text from '../../components/text.module.css';
import { strings } from '../../strings/index.ts';
import styles from './dialogs.module.css';

/** The credential for a camera, folded away until it is wanted: whoever sees it has the password. */
export function CredentialQr({ uri, name }: { uri: string; name: string }) {
  const [isOpen, setOpen] = useState(false);
  const words = strings.snippets.qr;
  return (
    <details className={styles.folded} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.show}</summary>
      {isOpen && (
        <div className={styles.qr}>
          <QrCode text={uri} label={words.label(name)} />
          <p className={text.hint}>{words.text}</p>
        </div>
      )}
    </details>
  );
}
