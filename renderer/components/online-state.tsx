import { classes } from '../format.ts';
import { strings } from '../strings/index.ts';
import styles from './online-state.module.css';

/** A dot and a word, so that colour never says it alone. */
export function OnlineState({ online }: { online: boolean }) {
  return (
    <span className={styles.state}>
      <span className={classes(styles.dot, online && styles.online)} />
      {online ? strings.common.online : strings.common.offline}
    </span>
  );
}
