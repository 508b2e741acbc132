import { DECODE_LIMITS } from './limits.ts';

/** A picture made of pixels, by what its first bytes say. */
export interface ImageFacts {
  type: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/bmp';
  width: number;
  height: number;
}

/** Formats of pixels alone: a drawing such as SVG can hold scripts and links, and is text here. `null` if it is none of them. */
export function imageFacts(bytes: Uint8Array): ImageFacts | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const facts = png(view) ?? gif(view) ?? webp(view) ?? bmp(view) ?? jpeg(view);
    return facts && facts.width > 0 && facts.height > 0 ? facts : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Whether a picture is small enough to be drawn: a few bytes can stand for a square of any size. */
export const isDrawable = ({ width, height }: ImageFacts): boolean =>
  width <= DECODE_LIMITS.pixelsASide && height <= DECODE_LIMITS.pixelsASide && width * height <= DECODE_LIMITS.pixels;

function hasText(view: DataView, at: number, text: string): boolean {
  return Array.from(text, (letter, index) => view.getUint8(at + index) === letter.charCodeAt(0)).every(Boolean);
}

function png(view: DataView): ImageFacts | null {
  if (view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a || !hasText(view, 12, 'IHDR')) return null;
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

function gif(view: DataView): ImageFacts | null {
  if (!hasText(view, 0, 'GIF87a') && !hasText(view, 0, 'GIF89a')) return null;
  return { type: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

const uint24 = (view: DataView, at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);

function webp(view: DataView): ImageFacts | null {
  if (!hasText(view, 0, 'RIFF') || !hasText(view, 8, 'WEBP')) return null;
  const type = 'image/webp';
  if (hasText(view, 12, 'VP8X')) return { type, width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
  if (hasText(view, 12, 'VP8L')) {
    const bits = view.getUint32(21, true);
    return { type, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (!hasText(view, 12, 'VP8 ')) return null;
  return { type, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}

function bmp(view: DataView): ImageFacts | null {
  if (!hasText(view, 0, 'BM') || view.getUint32(14, true) < 40 || view.getUint32(10, true) < 54) return null;
  // A height below zero says that the rows begin at the top.
  return { type: 'image/bmp', width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
}

/** Goes from marker to marker until one tells the size: those from C0 to CF, but for three that are tables. */
function jpeg(view: DataView): ImageFacts | null {
  if (view.getUint16(0) !== 0xffd8) return null;
  let at = 2;
  for (let count = 0; count < DECODE_LIMITS.jpegMarkers; count++) {
    const marker = view.getUint16(at);
    if (marker >> 8 !== 0xff) return null;
    if (marker >= 0xffc0 && marker <= 0xffcf && marker !== 0xffc4 && marker !== 0xffc8 && marker !== 0xffcc) {
      return { type: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}
