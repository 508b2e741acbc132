import { WINDOW } from './limits.ts';
import type { WindowState } from './preferences-schema.ts';

export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** So much of the top of a window must be on some display, for a person to be able to take hold of it. */
const GRIP = { width: 120, height: 32 } as const;

/**
 * Where the window opens: where it was, as long as it can be reached there. Displays come and go, so a
 * place that is no longer on any of them gives way to the middle of the primary display (`null`: let the system choose).
 */
export function placeWindow(saved: WindowState | null, workAreas: readonly Area[]): Partial<Area> & { width: number; height: number } {
  const biggest = workAreas.reduce((a, b) => ({ width: Math.max(a.width, b.width), height: Math.max(a.height, b.height) }), {
    width: 0,
    height: 0,
  });
  const clamp = (size: number, min: number, max: number) => Math.max(min, max > 0 ? Math.min(size, max) : size);
  const width = clamp(saved?.width ?? WINDOW.width, WINDOW.minWidth, biggest.width);
  const height = clamp(saved?.height ?? WINDOW.height, WINDOW.minHeight, biggest.height);
  if (saved && workAreas.some((area) => isReachable({ ...saved, width }, area))) return { x: saved.x, y: saved.y, width, height };
  return { width, height };
}

function isReachable(window: Area, area: Area): boolean {
  const across = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const top = window.y >= area.y && window.y + GRIP.height <= area.y + area.height;
  return top && across >= GRIP.width;
}
