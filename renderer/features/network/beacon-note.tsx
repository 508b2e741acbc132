import { TriangleAlert } from 'lucide-react';
import text from '../../components/text.module.css';
import { useApp } from '../../context.tsx';
import { strings } from '../../strings/index.ts';

/** Why devices cannot find this hub now. Nothing when they can. */
export function BeaconNote() {
  const { state, problem } = useApp((app) => app.network.beacon);
  const note = state === 'off' ? strings.network.alone : problem;
  if (note === null) return null;
  return (
    <div className={text.warning} role="note">
      <TriangleAlert size={18} />
      <p>{note}</p>
    </div>
  );
}
