import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import text from '../../components/text.module.css';
import { useApp } from '../../context.tsx';
import { fullTime } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { LicencesDialog } from './licences-dialog.tsx';
import styles from './settings.module.css';

/** Which Porchlight this is, and under which licences. */
export function AboutPart() {
  const { id, version, startedAt } = useApp((state) => state.hub);
  const [isReading, setReading] = useState(false);
  const words = strings.settings;
  return (
    <div className={card.section}>
      <dl className={styles.facts}>
        <div className={styles.fact}>
          <dt>{words.version}</dt>
          <dd>{version}</dd>
        </div>
        <div className={styles.fact}>
          <dt>{words.hubId}</dt>
          <dd>
            <code>{id}</code>
            <p className={text.hint}>{words.hubIdHint}</p>
          </dd>
        </div>
        <div className={styles.fact}>
          <dt>{words.running}</dt>
          <dd>{fullTime(startedAt)}</dd>
        </div>
      </dl>
      <div className={styles.actions}>
        <Button onClick={() => setReading(true)}>{words.licences}</Button>
      </div>
      {isReading && <LicencesDialog onClose={() => setReading(false)} />}
    </div>
  );
}
