import type { Value } from './topic-node.ts';

/** Values in a row, linked through themselves: each stands in one line at a time. */
export class ValueLine {
  first: Value | null = null;
  private last: Value | null = null;

  append(value: Value): void {
    value.before = this.last;
    value.after = null;
    if (this.last) this.last.after = value;
    else this.first = value;
    this.last = value;
  }

  /** Takes out a value that stands in this line. */
  remove(value: Value): void {
    if (value.before) value.before.after = value.after;
    else this.first = value.after;
    if (value.after) value.after.before = value.before;
    else this.last = value.before;
    value.before = null;
    value.after = null;
  }
}
