import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type NativeImage, nativeImage } from 'electron';

export interface Icons {
  /** The app's own picture, for windows; `null` where it is missing. */
  app: string | null;
  tray(waiting: boolean): NativeImage;
}

/** Finds the icons in the first of these folders that has them: a checkout and a package keep them in different places. */
export function findIcons(folders: readonly string[]): Icons {
  const find = (name: string) => folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
  const load = (name: string) => {
    const path = find(name);
    return path ? nativeImage.createFromPath(path) : null;
  };
  const calm = load('tray.png') ?? lamp();
  const waiting = load('tray-waiting.png') ?? calm;
  return { app: find('porchlight/256x256.png'), tray: (isWaiting) => (isWaiting ? waiting : calm) };
}

/** A warm dot, so that the tray is never empty even if the pictures are missing. */
function lamp(): NativeImage {
  const size = 22;
  const pixels = Buffer.alloc(size * size * 4);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (Math.hypot(x - 10.5, y - 10.5) < 8) pixels.set([0x3c, 0x9a, 0xe8, 0xff], (y * size + x) * 4);
    }
  }
  return nativeImage.createFromBitmap(pixels, { width: size, height: size });
}
