/** The speed of a replay as a person wrote it; `null` if it is no number from 0.1 to 100. */
export function speedOf(text: string): number | null {
  if (!/^\d{1,3}(?:[.,]\d{1,3})?$/.test(text.trim())) return null;
  const speed = Number(text.trim().replace(',', '.'));
  return speed >= 0.1 && speed <= 100 ? speed : null;
}
