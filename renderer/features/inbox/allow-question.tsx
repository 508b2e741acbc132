import { useEffect, useId, useRef } from 'react';
import { Button } from '../../components/button.tsx';
import text from '../../components/text.module.css';
import { strings } from '../../strings/index.ts';
import styles from './request-card.module.css';

/** What a button that decides does. */
interface Answer {
  'aria-disabled': true | undefined;
  onClick: (event: React.MouseEvent) => void;
}

interface AllowQuestionProps {
  about: 'code' | 'unseen';
  yes: Answer;
  /** The codes are not the same. */
  differ: Answer;
  onBack: () => void;
}

/** Asks, where Allow was, what only the person can tell. Gets the focus, so that it is read out and no key falls on an answer. */
export function AllowQuestion({ about, yes, differ, onBack }: AllowQuestionProps) {
  const group = useRef<HTMLFieldSetElement>(null);
  const id = useId();
  const { same, unseen } = strings.door;
  const words = about === 'code' ? same : unseen;
  useEffect(() => group.current?.focus(), []);
  return (
    <fieldset ref={group} className={styles.question} aria-describedby={about === 'code' ? `${id}-hint` : undefined} tabIndex={-1}>
      <legend>{words.question}</legend>
      {about === 'code' && (
        <p id={`${id}-hint`} className={text.hint}>
          {same.differ}
        </p>
      )}
      <div className={styles.actions}>
        <Button look="primary" {...yes}>
          {words.yes}
        </Button>
        {about === 'code' && <Button {...differ}>{same.no}</Button>}
        <Button look="quiet" onClick={onBack}>
          {strings.common.back}
        </Button>
      </div>
    </fieldset>
  );
}
