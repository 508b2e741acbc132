/** A secret as it may stand in a file of another form. */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].map((shift) => {
    // Inside of a longer text, wherever it begins: the characters that depend on it alone.
    const shifted = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    return shifted.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
  });
  const escaped = JSON.stringify(secret).slice(1, -1);
  const urls = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  return [
    ...new Set([
      secret,
      ...base64,
      ...urls,
      bytes.toString('hex'),
      bytes.toString('hex').toUpperCase(),
      encodeURIComponent(secret),
      escaped,
      JSON.stringify(escaped).slice(1, -1),
    ]),
  ];
}
