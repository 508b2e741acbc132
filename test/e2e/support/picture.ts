import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';

const folder = fileURLToPath(new URL('../../../test-results/pictures/', import.meta.url));
const THEMES = ['light', 'dark'] as const;

/** A picture of the page in both themes: `<name>-light.png` and `<name>-dark.png`. */
export async function picture(window: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  // What the pointer rests on would look different.
  await window.mouse.move(1, 1);
  for (const colorScheme of THEMES) {
    await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await window.screenshot({ path: `${folder}${name}-${colorScheme}.png` });
  }
}
