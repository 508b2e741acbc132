import type { Remark } from '../../contract/mosquitto.ts';
import { LIMITS } from '../limits.ts';
import { cleanText } from '../text.ts';

/** One line of a file that somebody else wrote. */
export interface Line {
  file: string;
  /** From 1 on. */
  number: number;
  text: string;
}

/** Notes a remark about a line. `text` is what is shown of it: nothing secret. */
export type Remarks = (kind: Remark['kind'], at: Pick<Line, 'file'> & { number: number | null }, text: string, reason: string) => void;

/** Gathers remarks; hands out the worst first, and as many as a person would ever read. */
export function remarkBook(): { note: Remarks; told(): { remarks: Remark[]; moreRemarks: number } } {
  const kept: Record<Remark['kind'], Remark[]> = { wrong: [], left: [], differs: [] };
  let count = 0;
  /** In the order in which they were read. */
  const files = new Map<string, number>();
  const orderOf = ({ file }: Remark) => files.get(file) ?? 0;
  const byPlace = (one: Remark, other: Remark) => orderOf(one) - orderOf(other) || (one.line ?? 0) - (other.line ?? 0);
  return {
    note: (kind, { file, number }, text, reason) => {
      count++;
      if (!files.has(file)) files.set(file, files.size);
      // A file may be wrong in every line of a million.
      if (kept[kind].length === LIMITS.mosquittoRemarks) return;
      kept[kind].push({ kind, file, line: number, text: cleanText(text, LIMITS.mosquittoShownChars), reason });
    },
    told: () => {
      const sorted = [kept.wrong, kept.left, kept.differs].flatMap((kind) => kind.sort(byPlace));
      const remarks = sorted.slice(0, LIMITS.mosquittoRemarks);
      return { remarks, moreRemarks: count - remarks.length };
    },
  };
}
