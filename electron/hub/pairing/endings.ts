/** How requests ended that are gone, for who still asks about them. Bounded: the oldest are forgotten first. */
export class Endings {
  private most: number;
  private byId = new Map<string, 'denied' | 'over'>();

  constructor(most: number) {
    this.most = most;
  }

  note(id: string, how: 'denied' | 'over'): void {
    if (this.byId.has(id)) return;
    this.byId.set(id, how);
    if (this.byId.size > this.most) this.byId.delete(this.byId.keys().next().value as string);
  }

  /** `null`: never heard of it. */
  of(id: string): 'denied' | 'over' | null {
    return this.byId.get(id) ?? null;
  }
}
