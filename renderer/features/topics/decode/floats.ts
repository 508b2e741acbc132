/** A float as text: never mistaken for a whole number, and never shorter than it is. */
export function float64Text(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  const text = String(value);
  return Number.isInteger(value) && !text.includes('e') ? `${text}.0` : text;
}

/** The fewest digits that stand for this 32-bit float and no other: 0.1, not 0.10000000149011612. */
export function float32Text(value: number): string {
  if (value === 0) return float64Text(value);
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return float64Text(short);
  }
  return float64Text(Number(value.toPrecision(9)));
}

/** IEEE 754 half precision, from its 16 bits. */
export function float16(bits: number): number {
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  const size = exponent === 0 ? fraction * 2 ** -24 : exponent < 31 ? (fraction + 1_024) * 2 ** (exponent - 25) : fraction ? NaN : Infinity;
  return bits & 0x8000 ? -size : size;
}
