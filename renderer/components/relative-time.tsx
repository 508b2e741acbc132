import { useRelativeTime } from '../clock.ts';
import { fullTime } from '../format.ts';

/** A moment as "12 s ago", with the full time on hover. */
export function RelativeTime({ at, className }: { at: number; className?: string | undefined }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={fullTime(at)} className={className}>
      {useRelativeTime(at)}
    </time>
  );
}
