import { Fragment, type ReactNode, useId } from 'react';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { Problem } from '../../components/problem.tsx';
import { useAction } from '../../use-action.ts';
import styles from './messages.module.css';

interface UnderWayProps<T> {
  title: string;
  items: readonly T[];
  /** An {@link UnderWayLine}. */
  line: (item: T) => ReactNode;
}

/** A card with what the hub does meanwhile. Nothing while it does nothing. */
export function UnderWay<T extends { id: string }>({ title, items, line }: UnderWayProps<T>) {
  const heading = useId();
  if (items.length === 0) return null;
  return (
    <section className={card.card} aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      <ul aria-labelledby={heading}>
        {items.map((item) => (
          <Fragment key={item.id}>{line(item)}</Fragment>
        ))}
      </ul>
    </section>
  );
}

interface UnderWayLineProps {
  /** What the button says, and what it says of which line. */
  action: string;
  actionName: string;
  onAction: () => Promise<unknown>;
  children: ReactNode;
}

/** One thing under way, with the button that ends it, or clears it away when it is over. */
export function UnderWayLine({ action, actionName, onAction, children }: UnderWayLineProps) {
  const end = useAction();
  return (
    <li className={styles.line}>
      <div className={styles.what}>{children}</div>
      <Button small busy={end.busy} aria-label={actionName} onClick={() => end.run(onAction)}>
        {action}
      </Button>
      <Problem text={end.problem} />
    </li>
  );
}
