/** One part of the text: a heading, and lines of which each stands for itself. */
export interface Part {
  title: string;
  lines: string[];
}

/** How long ago, in the largest unit that says enough. */
export function ago(at: number | null, now: Date): string {
  if (at === null) return 'never';
  const seconds = Math.max(0, Math.round((now.getTime() - at) / 1_000));
  if (seconds < 120) return `${seconds} s ago`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min ago`;
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h ago` : `${Math.round(seconds / 86_400)} days ago`;
}
