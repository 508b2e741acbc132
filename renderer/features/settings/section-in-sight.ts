/** Where something begins, in pixels from the top of the window. */
export interface Beginning<Name> {
  name: Name;
  top: number;
}

/** What scrolls: its place in the window, and how far it is scrolled. */
export interface Scrolled {
  top: number;
  clientHeight: number;
  scrollTop: number;
  scrollHeight: number;
}

/**
 * The section that a person reads: the last that begins above a line which goes from the top to the bottom of what is seen, as far as
 * the page is scrolled. So the last sections have their turn too, though they are too short to reach the top. `null`: there is none.
 */
export function sectionInSight<Name>(beginnings: readonly Beginning<Name>[], scrolled: Scrolled): Name | null {
  const { top, clientHeight, scrollTop, scrollHeight } = scrolled;
  const most = Math.max(1, scrollHeight - clientHeight);
  const line = top + clientHeight * Math.min(1, scrollTop / most);
  return (beginnings.findLast((each) => each.top <= line) ?? beginnings[0])?.name ?? null;
}
