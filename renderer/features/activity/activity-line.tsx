import { Ban, BellRing, CircleX, DoorOpen, KeyRound, type LucideIcon, Pencil, Plug, ShieldX, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import type { ActivityEntry, ActivityKind } from '../../../electron/contract/model.ts';
import { useRelativeTime } from '../../clock.ts';
import { fullTime } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import styles from './activity.module.css';

const icons: Record<ActivityKind, LucideIcon> = {
  knock: DoorOpen,
  decision: KeyRound,
  connection: Plug,
  refusal: ShieldX,
  denial: Ban,
  revocation: CircleX,
  change: Pencil,
  problem: TriangleAlert,
  alert: BellRing,
};

/** One line of the log. */
export const ActivityLine = memo(function ActivityLine({ entry }: { entry: ActivityEntry }) {
  const Icon = icons[entry.kind];
  const when = useRelativeTime(entry.lastAt);
  const words = strings.activity;
  const stamp = entry.firstAt === entry.lastAt ? fullTime(entry.lastAt) : words.between(fullTime(entry.firstAt), fullTime(entry.lastAt));
  return (
    <li className={styles.line} data-kind={entry.kind}>
      <Icon size={16} />
      <span className={styles.text}>
        <span className="visually-hidden">{words.kinds[entry.kind]}: </span>
        {entry.text}
        {entry.count > 1 && <span className={styles.count}>{words.times(entry.count)}</span>}
      </span>
      <time dateTime={new Date(entry.lastAt).toISOString()} title={stamp} className={styles.time}>
        {when}
      </time>
    </li>
  );
});
