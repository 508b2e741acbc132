const DAY = 86_400;
/** Steps that people read easily, in seconds. */
const STEPS = [
  ...[0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5],
  ...[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800],
  ...[3_600, 7_200, 10_800, 21_600, 43_200, DAY],
];

/** Room that a label needs, in pixels: the finer the step, the longer its words. */
const labelWidth = (step: number): number => (step < 1 ? 84 : step < 60 ? 64 : 52);

/** The smallest step, in seconds, whose labels fit beside each other. */
export function timeStep(min: number, max: number, width: number): number {
  const fits = (step: number) => ((max - min) / step) * labelWidth(step) <= width;
  return STEPS.find(fits) ?? DAY * Math.ceil(((max - min) * labelWidth(DAY)) / (DAY * width));
}

/** The moments to mark: multiples of the step by the local clock, none outside the range. */
export function timeMarks(min: number, max: number, step: number): number[] {
  const offset = new Date(min * 1_000).getTimezoneOffset() * 60;
  const marks: number[] = [];
  for (let count = Math.ceil((min - offset) / step); count * step + offset <= max; count++) marks.push(count * step + offset);
  return marks;
}
