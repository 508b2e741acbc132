/** True if there is a topic that both filters match. A level that is not known yet is written `+`: it may be anything. */
export function overlap(one: string, other: string): boolean {
  const [a, b] = [one.split('/'), other.split('/')];
  for (let at = 0; ; at++) {
    const [left, right] = [a[at], b[at]];
    // "a/#" matches "a" as well.
    if (left === '#' || right === '#') return true;
    if (left === undefined || right === undefined) return left === right;
    if (left !== right && left !== '+' && right !== '+') return false;
  }
}
