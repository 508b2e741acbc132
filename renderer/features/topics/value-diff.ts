/** A piece of a line; `isChanged`: it differs from the line that stands against it. */
export interface DiffPart {
  text: string;
  isChanged: boolean;
}

/** One line of a comparison. */
export interface DiffLine {
  kind: 'same' | 'removed' | 'added';
  parts: DiffPart[];
}

/** The difference of two texts. `isRough`: they were too different to be matched line by line within the bounds. */
export interface Diff {
  lines: DiffLine[];
  isRough: boolean;
}

export const DIFF_LIMITS = {
  /** Lines of one text that are compared. */
  lines: 4_000,
  /** Lines that may come or go: the work grows with their square. */
  lineEdits: 600,
  /** Words of a line that are compared with those of another, and of these how many may come or go. */
  words: 1_000,
  wordEdits: 100,
} as const;

type Edit = DiffLine['kind'];

/** Compares two texts line by line, and the words of lines that changed. Bounded in time: beyond the bounds it is rough. */
export function diffTexts(before: string, after: string): Diff {
  const old = before.split('\n').slice(0, DIFF_LIMITS.lines);
  const now = after.split('\n').slice(0, DIFF_LIMITS.lines);
  const edits = editsOf(old, now, DIFF_LIMITS.lineEdits);
  return { lines: withWords(toLines(old, now, edits ?? allOf(old, now))), isRough: edits === null };
}

const allOf = (old: string[], now: string[]): Edit[] => [...old.map((): Edit => 'removed'), ...now.map((): Edit => 'added')];

function toLines(old: string[], now: string[], edits: Edit[]): DiffLine[] {
  let oldAt = 0;
  let nowAt = 0;
  return edits.map((kind) => {
    const text = kind === 'added' ? now[nowAt] : old[oldAt];
    if (kind !== 'added') oldAt++;
    if (kind !== 'removed') nowAt++;
    return { kind, parts: [{ text: text ?? '', isChanged: kind !== 'same' }] };
  });
}

/** The fewest steps from one list to the other (Myers, 1986); `null` if they are more than `most`. */
function editsOf(old: string[], now: string[], most: number): Edit[] | null {
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const middle = shortest(old.slice(start, old.length - end), now.slice(start, now.length - end), most);
  return middle && [...Array<Edit>(start).fill('same'), ...middle, ...Array<Edit>(end).fill('same')];
}

/** For each number of steps: how far into `old` every diagonal comes, `now` being ahead of it by the diagonal. */
function shortest(old: string[], now: string[], most: number): Edit[] | null {
  const rounds: Map<number, number>[] = [];
  let reach = new Map([[1, 0]]);
  for (let steps = 0; steps <= Math.min(most, old.length + now.length); steps++) {
    const next = new Map<number, number>();
    rounds.push(next);
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      let x = goesDown(reach, diagonal, steps) ? (reach.get(diagonal + 1) ?? 0) : (reach.get(diagonal - 1) ?? 0) + 1;
      while (x < old.length && x - diagonal < now.length && old[x] === now[x - diagonal]) x++;
      next.set(diagonal, x);
      if (x >= old.length && x - diagonal >= now.length) return walkBack(rounds, old.length, now.length);
    }
    reach = next;
  }
  return null;
}

/** Whether the best way to a diagonal is to take a line of the new list, rather than to leave one of the old. */
function goesDown(reach: Map<number, number>, diagonal: number, steps: number): boolean {
  if (diagonal === -steps) return true;
  return diagonal !== steps && (reach.get(diagonal - 1) ?? 0) < (reach.get(diagonal + 1) ?? 0);
}

function walkBack(rounds: Map<number, number>[], oldSize: number, nowSize: number): Edit[] {
  const edits: Edit[] = [];
  let x = oldSize;
  let y = nowSize;
  for (let steps = rounds.length - 1; steps > 0; steps--) {
    const reach = rounds[steps - 1] ?? new Map<number, number>();
    const isDown = goesDown(reach, x - y, steps);
    const diagonal = isDown ? x - y + 1 : x - y - 1;
    const fromX = reach.get(diagonal) ?? 0;
    const fromY = fromX - diagonal;
    for (; x > fromX && y > fromY; x--, y--) edits.push('same');
    edits.push(isDown ? 'added' : 'removed');
    x = fromX;
    y = fromY;
  }
  for (; x > 0; x--) edits.push('same');
  return edits.reverse();
}

/** Puts the words of lines against each other where as many went as came. */
function withWords(lines: DiffLine[]): DiffLine[] {
  const result = [...lines];
  for (let at = 0; at < lines.length; ) {
    const removed = runOf(lines, at, 'removed');
    const added = runOf(lines, at + removed, 'added');
    for (let index = 0; removed === added && index < removed; index++) {
      const [before, after] = wordsOf(lines[at + index] as DiffLine, lines[at + removed + index] as DiffLine);
      result[at + index] = before;
      result[at + removed + index] = after;
    }
    at += Math.max(1, removed + added);
  }
  return result;
}

function runOf(lines: DiffLine[], from: number, kind: Edit): number {
  let at = from;
  while (lines[at]?.kind === kind) at++;
  return at - from;
}

function wordsOf(before: DiffLine, after: DiffLine): [DiffLine, DiffLine] {
  const old = words(before);
  const now = words(after);
  if (old.length > DIFF_LIMITS.words || now.length > DIFF_LIMITS.words) return [before, after];
  const edits = editsOf(old, now, DIFF_LIMITS.wordEdits);
  if (!edits?.includes('same')) return [before, after];
  return [
    {
      ...before,
      parts: partsOf(
        old,
        edits.filter((edit) => edit !== 'added'),
      ),
    },
    {
      ...after,
      parts: partsOf(
        now,
        edits.filter((edit) => edit !== 'removed'),
      ),
    },
  ];
}

/** Words and numbers, and each mark between them by itself. */
const words = ({ parts }: DiffLine): string[] => parts[0]?.text.match(/[\p{L}\p{N}_.+-]+|\s+|[^\p{L}\p{N}_.+\s-]/gu) ?? [];

function partsOf(pieces: string[], edits: Edit[]): DiffPart[] {
  const parts: DiffPart[] = [];
  for (const [index, text] of pieces.entries()) {
    const isChanged = edits[index] !== 'same';
    const last = parts.at(-1);
    if (last?.isChanged === isChanged) last.text += text;
    else parts.push({ text, isChanged });
  }
  return parts;
}
