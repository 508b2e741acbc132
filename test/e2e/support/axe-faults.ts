import type { Page } from '@playwright/test';
import axe from 'axe-core';

const THEMES = ['light', 'dark'] as const;

/**
 * What axe finds wrong with the page as it stands, or cannot decide, in both themes, on its real pixels. No rule is left out, and
 * one is added that axe leaves to choice: what is clicked is at least 24 by 24 pixels, or has room around it (WCAG 2.2, 2.5.8).
 */
export async function axeFaults(page: Page): Promise<string[]> {
  const found: string[] = [];
  await page.evaluate(axe.source);
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const results = await page.evaluate(async () => {
      const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
      const { violations, incomplete } = await run({ rules: { 'target-size': { enabled: true } } });
      return [...violations, ...incomplete];
    });
    for (const { id, nodes } of results) {
      found.push(
        ...nodes.map(({ html, any, all, none }) => `${colorScheme}: ${id}: ${html}: ${[...any, ...all, ...none][0]?.message ?? ''}`),
      );
    }
  }
  return found;
}
