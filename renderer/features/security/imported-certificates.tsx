import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { ImportedCertificate } from '../../../electron/contract/access.ts';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Fact, Facts } from '../../components/facts.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import text from '../../components/text.module.css';
import { useApp, useClient } from '../../context.tsx';
import { fullTime } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { ImportDialog } from './import-dialog.tsx';
import styles from './security.module.css';

const titleOf = ({ certificate, certificateFile }: ImportedCertificate): string => certificate?.names.join(', ') || certificateFile;

/** Certificate files of the person's own. */
export function ImportedCertificates() {
  const imported = useApp((state) => state.access.certificates.imported);
  const client = useClient();
  const [isImporting, setImporting] = useState(false);
  const [removing, setRemoving] = useState<ImportedCertificate | null>(null);
  const words = strings.security.certificates;
  return (
    <section className={card.card} aria-labelledby="certificates-imported">
      <div className={styles.head}>
        <div>
          <h2 id="certificates-imported">{words.imported}</h2>
          <p className={text.hint}>{words.importedText}</p>
        </div>
        <Button small icon={<Plus size={14} />} onClick={() => setImporting(true)}>
          {words.import}
        </Button>
      </div>
      {imported.length === 0 && <p className={text.quiet}>{words.noImports}</p>}
      <ul>
        {imported.map((each) => (
          <li key={each.id} className={styles.line}>
            <ImportedLine imported={each} onRemove={() => setRemoving(each)} />
          </li>
        ))}
      </ul>
      {isImporting && <ImportDialog onClose={() => setImporting(false)} />}
      {removing && (
        <ConfirmDialog
          title={words.removeTitle(titleOf(removing))}
          text={words.removeText}
          action={strings.security.remove}
          onConfirm={() => client.call('certificates.removeImport', { id: removing.id })}
          onClose={() => setRemoving(null)}
        />
      )}
    </section>
  );
}

function ImportedLine({ imported, onRemove }: { imported: ImportedCertificate; onRemove: () => void }) {
  const words = strings.security.certificates;
  const { certificate, certificateFile, chainFile, keyFile, loadedAt, problem } = imported;
  const title = titleOf(imported);
  return (
    <>
      <div className={styles.head}>
        <h3>{title}</h3>
        <Button small look="danger" aria-label={words.removeOf(title)} onClick={onRemove}>
          {strings.security.remove}
        </Button>
      </div>
      <Facts>
        {problem !== null && (
          <Fact name={words.problem}>
            <span className={styles.bad}>{problem}</span> {certificate && words.lastGood}
          </Fact>
        )}
        {certificate && <Fact name={words.validUntil}>{fullTime(certificate.notAfter)}</Fact>}
        <Fact name={words.loaded}>{loadedAt === null ? words.neverUsable : <RelativeTime at={loadedAt} />}</Fact>
        <Fact name={words.certificateFile}>
          <code>{certificateFile}</code>
        </Fact>
        {chainFile !== null && (
          <Fact name={words.chainFile}>
            <code>{chainFile}</code>
          </Fact>
        )}
        <Fact name={words.keyFile}>
          <code>{keyFile}</code>
        </Fact>
      </Facts>
    </>
  );
}
