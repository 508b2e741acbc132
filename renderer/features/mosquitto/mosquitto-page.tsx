import { useState } from 'react';
import type { MosquittoFiles, MosquittoPlan, MosquittoResult } from '../../../electron/contract/mosquitto.ts';
import { Button } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { strings } from '../../strings/index.ts';
import { FilesForm } from './files-form.tsx';
import styles from './mosquitto.module.css';
import { ResultView } from './result-view.tsx';
import { ReviewForm } from './review-form.tsx';

type Step =
  | { name: 'files' }
  | { name: 'review'; files: MosquittoFiles; plan: MosquittoPlan }
  | { name: 'result'; result: MosquittoResult };

/** Brings over what a Mosquitto was set up with: files, then a review, then what was done. In place of the page that it was opened from. */
export function MosquittoPage({ onClose }: { onClose: () => void }) {
  const [files, setFiles] = useState<MosquittoFiles>({ file: '', passwordFile: null, aclFile: null });
  const [step, setStep] = useState<Step>({ name: 'files' });
  const words = strings.mosquitto;
  const review = (plan: MosquittoPlan, chosen: MosquittoFiles) => {
    setFiles(chosen);
    setStep({ name: 'review', files: chosen, plan });
  };
  return (
    <Page title={words.title} actions={step.name !== 'result' && <Button onClick={onClose}>{strings.common.cancel}</Button>}>
      <div className={styles.column}>
        <p className={styles.intro}>{words.steps[step.name]}</p>
        {step.name === 'files' && <FilesForm initial={files} onRead={review} />}
        {step.name === 'review' && (
          <ReviewForm
            key={step.plan.digest}
            files={step.files}
            plan={step.plan}
            onRead={review}
            onBack={() => setStep({ name: 'files' })}
            onDone={(result) => setStep({ name: 'result', result })}
          />
        )}
        {step.name === 'result' && <ResultView result={step.result} onClose={onClose} />}
      </div>
    </Page>
  );
}
