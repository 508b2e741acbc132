import encodeQR from 'qr';

/** Light modules that readers want around a code (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/** A QR code of a text, up to about 2,300 bytes, as the dark parts of a square of `size` modules, quiet zone and all: an SVG path. */
export function qrPath(text: string): { size: number; path: string } {
  const rows = encodeQR(text, 'raw', { border: QUIET_ZONE, ecc: 'medium' });
  return { size: rows.length, path: rows.map(darkRuns).join('') };
}

/** One rectangle for each run of dark modules in a row. */
function darkRuns(row: boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x++) {
    const start = x;
    while (row[x]) x++;
    if (x > start) path += `M${start} ${y}h${x - start}v1h-${x - start}z`;
  }
  return path;
}
