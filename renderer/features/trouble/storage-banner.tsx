import { TriangleAlert } from 'lucide-react';
import banner from '../../components/banner.module.css';
import { useApp } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import styles from './storage-banner.module.css';

/** Says, over every page and for as long as it lasts, that the hub cannot save. Nothing when it can. */
export function StorageBanner() {
  const { state, problem, works, stopped, remedy } = useApp((app) => app.hub.storage);
  if (state === 'ok') return null;
  const rows = [
    [strings.trouble.remedy, remedy],
    [strings.trouble.stopped, stopped],
    [strings.trouble.works, works],
  ] as const;
  return (
    <div className={banner.banner} role="alert">
      <TriangleAlert size={20} className={banner.icon} aria-hidden />
      <div className={banner.body}>
        <p className={banner.title}>{problem}</p>
        {rows.map(([title, text]) => (
          <p key={title} className={styles.line}>
            <strong>{title}</strong> {text}
          </p>
        ))}
      </div>
    </div>
  );
}
