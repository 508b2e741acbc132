import { readdirSync, readFileSync } from 'node:fs';

/** What an app takes, of all of its processes together, in MiB. */
export interface Memory {
  /** What several processes share counts once. */
  total: number;
  processes: number;
}

/** Memory of a process and all that it started; `null` where the system does not tell (only Linux does). */
export function memoryOfTree(root: number): Memory | null {
  const pids = treeOf(root);
  const shares = pids.map(shareOf).filter((share) => share !== null);
  if (shares.length === 0) return null;
  return { total: shares.reduce((sum, share) => sum + share, 0), processes: shares.length };
}

/** The proportional set size of a process, in MiB; `null` when it is gone, or belongs to somebody else. */
function shareOf(pid: number): number | null {
  try {
    const kib = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
    return kib === undefined ? null : Number(kib) / 1_024;
  } catch {
    return null;
  }
}

/** Process ids, the root's first. */
function treeOf(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? parentOf(Number(name)) : null;
    if (parent !== null) parents.set(Number(name), parent);
  }
  const found = [root];
  // Grows while it is walked: children of children.
  for (const pid of found) for (const [child, parent] of parents) if (parent === pid) found.push(child);
  return found;
}

function parentOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold spaces.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}
