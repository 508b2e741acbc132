// Which pictures of the app the systems ask for. All are drawn from one by `npm run icons`.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../resources/icons/', import.meta.url));

/** Pixels, in width and in height. */
export const ICON_SIZES = {
  /** Those of the freedesktop icon theme; its largest are what an overview of all programs shows. */
  hicolor: [16, 24, 32, 48, 64, 128, 256, 512],
  /** Windows scales between these. */
  ico: [16, 24, 32, 48, 64, 128, 256],
  /** Each with the type that Apple's icon file gives it; twice as large ones are for screens with twice the pixels. */
  icns: [
    ['icp4', 16],
    ['ic11', 32],
    ['icp5', 32],
    ['ic12', 64],
    ['ic07', 128],
    ['ic13', 256],
    ['ic08', 256],
    ['ic14', 512],
    ['ic09', 512],
    ['ic10', 1024],
  ],
};

/** The picture of this size, or what it is drawn from, or the file of one system. */
export const iconFile = (which) => join(folder, typeof which === 'number' ? `porchlight/${which}x${which}.png` : `porchlight.${which}`);
