import { useEffect, useState } from 'react';
import { CodeBlock } from '../../components/code-block.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { DoneFoot } from '../../components/dialog-feet.tsx';
import { Problem } from '../../components/problem.tsx';
import text from '../../components/text.module.css';
import { strings } from '../../strings/index.ts';
import styles from './licences-dialog.module.css';
import { licencesText } from './licences-text.ts';

/** The licences of the packages that Porchlight has inside. */
export function LicencesDialog({ onClose }: { onClose: () => void }) {
  const [licences, setLicences] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);
  const words = strings.settings;

  useEffect(() => {
    const over = new AbortController();
    licencesText(over.signal).then(setLicences, () => setMissing(!over.signal.aborted));
    return () => over.abort();
  }, []);

  return (
    <Dialog title={words.licences} wide onClose={onClose}>
      <p className={text.hint}>{words.licencesHint}</p>
      <Problem text={isMissing ? words.licencesMissing : null} />
      {licences !== null && (
        <div className={styles.text}>
          <CodeBlock label={words.licencesOfPackages} value={licences} wrap />
        </div>
      )}
      <DoneFoot action={strings.common.close} onClose={onClose} />
    </Dialog>
  );
}
