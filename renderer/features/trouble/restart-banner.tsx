import { RotateCcw } from 'lucide-react';
import banner from '../../components/banner.module.css';
import { useApp } from '../../context.tsx';
import { strings } from '../../strings/index.ts';

/** Says, over every page, that the hub is being started again. Nothing while it runs. */
export function RestartBanner() {
  const isAway = useApp((app) => app.hubAway);
  if (!isAway) return null;
  return (
    <div className={banner.banner} role="alert">
      <RotateCcw size={20} className={banner.icon} aria-hidden />
      <div className={banner.body}>
        <p className={banner.title}>{strings.trouble.restartTitle}</p>
        <p>{strings.trouble.restartText}</p>
      </div>
    </div>
  );
}
