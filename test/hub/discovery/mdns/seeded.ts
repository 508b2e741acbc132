/** A small generator with a seed (mulberry32), so that a failure can be repeated. */
export function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** The bytes with a few of them changed, sometimes cut off. */
export function mutated(whole: Buffer, random: (below: number) => number): Buffer {
  const broken = Buffer.from(whole.subarray(0, random(10) === 0 ? random(whole.length) : whole.length));
  for (let change = random(6); change >= 0; change--) if (broken.length > 0) broken[random(broken.length)] = random(256);
  return broken;
}
