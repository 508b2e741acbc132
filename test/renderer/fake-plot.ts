/** Stands for the chart library, which draws on a canvas; remembers what it was to draw. */
export class FakePlot {
  static last: FakePlot | null = null;
  data: unknown[] = [];
  range: { min: number; max: number } | null = null;

  constructor() {
    FakePlot.last = this;
  }

  batch(draw: () => void) {
    draw();
  }
  setData(data: unknown[]) {
    this.data = data;
  }
  setScale(_scale: string, range: { min: number; max: number }) {
    this.range = range;
  }
  setSize() {}
  redraw() {}
  destroy() {}
}
