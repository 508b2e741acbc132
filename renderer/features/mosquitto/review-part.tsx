import { type ReactNode, useId } from 'react';
import card from '../../components/card.module.css';
import { CheckBox } from '../../components/check-box.tsx';
import styles from './mosquitto.module.css';

interface ReviewPartProps {
  words: { title: (count: number) => string; take: string };
  count: number;
  hint?: string;
  taken: boolean;
  onTake: (yes: boolean) => void;
  /** List items. */
  children: ReactNode;
}

/** One part of a plan that is taken over whole or not at all. */
export function ReviewPart({ words, count, hint, taken, onTake, children }: ReviewPartProps) {
  const id = useId();
  return (
    <section className={card.card} aria-labelledby={id}>
      <h2 id={id}>{words.title(count)}</h2>
      <ul className={styles.list}>{children}</ul>
      <CheckBox label={words.take} {...(hint !== undefined && { hint })} checked={taken} onChange={onTake} />
    </section>
  );
}
