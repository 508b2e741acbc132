import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import text from '../../components/text.module.css';
import { strings } from '../../strings/index.ts';
import styles from './welcome.module.css';

/** How a step is left. */
export interface StepMoves {
  /** What stands above the heading: how far the welcome is. */
  progress: string;
  /** `null` at the first step. */
  onBack: (() => void) | null;
  /** Answered, or skipped: the answer, if there is one, is saved before. */
  onDone: () => void;
}

interface StepFrameProps extends StepMoves {
  title: string;
  intro: string;
  problem: string | null;
  busy: boolean;
  /** Saves the answer; the step ends when that is done. */
  onAnswer: () => void;
  children: ReactNode;
}

/** One question: what it is about, its answer, and the ways on. Enter answers it. */
export function StepFrame({ title, intro, problem, busy, onAnswer, children, ...moves }: StepFrameProps) {
  const words = strings.welcome;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) onAnswer();
  };
  return (
    <form className={styles.step} onSubmit={submit} noValidate>
      <StepHead title={title} intro={intro} progress={moves.progress} />
      {children}
      <Problem text={problem} />
      <StepActions {...moves}>
        <Button onClick={moves.onDone}>{words.skip}</Button>
        <Button look="primary" submit busy={busy}>
          {words.next}
        </Button>
      </StepActions>
    </form>
  );
}

/** The heading gets the focus, so that each step is read out from its beginning and the keyboard goes on from there. */
export function StepHead({ title, intro, progress }: { title: string; intro: string; progress: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <header className={styles.head}>
      <p id="welcome-progress" className={text.hint}>
        {progress}
      </p>
      <h1 id="page-title" ref={heading} tabIndex={-1} aria-describedby="welcome-progress">
        {title}
      </h1>
      <p className={styles.intro}>{intro}</p>
    </header>
  );
}

/** Back at one side, the ways on at the other. */
export function StepActions({ onBack, children }: Pick<StepMoves, 'onBack'> & { children: ReactNode }) {
  return (
    <div className={styles.actions}>
      <div>
        {onBack && (
          <Button look="quiet" onClick={onBack}>
            {strings.common.back}
          </Button>
        )}
      </div>
      <div className={styles.on}>{children}</div>
    </div>
  );
}
