import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { Problem } from '../../components/problem.tsx';
import text from '../../components/text.module.css';
import { showProblems } from '../../show-problems.ts';
import { useAction } from '../../use-action.ts';
import styles from './messages.module.css';

interface FormCardProps {
  title: string;
  hint: string;
  /** What the button says. */
  action: string;
  look?: 'primary' | 'danger';
  /** A field is wrong: `onFaulty` has to make it say so. */
  isFaulty: boolean;
  onFaulty: () => void;
  /** Does it, and resolves to what is said of it then. */
  onSubmit: () => Promise<string | null>;
  children: ReactNode;
}

/** A card with a form that stays where it is when it has done its work, and says what came of it. */
export function FormCard({ title, hint, action, look = 'primary', isFaulty, onFaulty, onSubmit, children }: FormCardProps) {
  const heading = useId();
  const send = useAction();
  const [said, setSaid] = useState<string | null>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (send.busy) return;
    setSaid(null);
    if (isFaulty) return showProblems(event.currentTarget, onFaulty);
    await send.run(async () => setSaid(await onSubmit()));
  };

  return (
    <form className={card.card} aria-labelledby={heading} onSubmit={submit} noValidate>
      <div>
        <h2 id={heading}>{title}</h2>
        <p className={text.hint}>{hint}</p>
      </div>
      {children}
      <Problem text={send.problem} />
      <div className={styles.actions}>
        <Button look={look} submit busy={send.busy}>
          {action}
        </Button>
        <span role="status" className={styles.said}>
          {said}
        </span>
      </div>
    </form>
  );
}
