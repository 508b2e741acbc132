/** Nothing longer is a word that somebody meant. */
const MOST_CHARS = 40;

/** The word of a list that is the fewest letters away, if it is near enough to be meant. */
export function nearest(word: string, words: readonly string[]): string | null {
  if (word.length > MOST_CHARS) return null;
  const most = Math.min(3, Math.ceil(word.length / 4));
  let best: string | null = null;
  let least = most + 1;
  for (const candidate of words) {
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const away = distance(word, candidate);
    if (away < least) [best, least] = [candidate, away];
  }
  return best;
}

/** Levenshtein's: letters to put in, take out or exchange. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (let at = 1; at < row.length; at++) {
      const same = letter === other[at - 1] ? 0 : 1;
      next.push(Math.min((row[at] as number) + 1, (next[at - 1] as number) + 1, (row[at - 1] as number) + same));
    }
    row = next;
  }
  return row[other.length] as number;
}
