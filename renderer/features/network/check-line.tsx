import { CircleAlert, CircleCheck, CircleMinus, CircleX, type LucideIcon } from 'lucide-react';
import type { Check } from '../../../electron/contract/network.ts';
import card from '../../components/card.module.css';
import { CopyField } from '../../components/copy-field.tsx';
import { classes } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import styles from './network.module.css';

const icons: Record<Check['state'], LucideIcon> = { good: CircleCheck, warning: CircleAlert, bad: CircleX, skipped: CircleMinus };

/** One thing that was checked. */
export function CheckLine({ check: { title, state, text, remedy, command } }: { check: Check }) {
  const words = strings.network.check;
  const Icon = icons[state];
  return (
    <li className={classes(card.card, styles.check)} data-state={state}>
      <Icon size={20} className={styles.checkIcon} role="img" aria-label={words.states[state]} />
      <div className={styles.checkText}>
        <h2>{title}</h2>
        <p>{text}</p>
        {remedy && <p className={styles.remedy}>{remedy}</p>}
        {command !== null && <CopyField layout="command" label={words.command} value={command} />}
      </div>
    </li>
  );
}
