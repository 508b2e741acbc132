import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { valueMark } from './messages.ts';
import { CLICK_EVERY_MS } from './plan.ts';

/** Longer is no answer. */
const MOST_MS = 5_000;

/**
 * Clicks one row after another until the time is over. Resolves to how long each took until the panel had painted a value of that
 * topic, in milliseconds; without an answer, `MOST_MS`.
 */
export async function clickRows(page: Page, ms: number): Promise<number[]> {
  const answers: number[] = [];
  for (const end = performance.now() + ms; performance.now() < end; ) {
    const next = performance.now() + CLICK_EVERY_MS;
    const row = await page.evaluate((turn) => window.viewerBench.row(turn), answers.length);
    if (!row) throw new Error('no topic is on screen that could be clicked');
    // Before the click is sent: the one could overtake the other.
    await page.evaluate((text) => window.viewerBench.expectAnswer(text), valueMark(row.name));
    await page.mouse.click(row.x, row.y);
    answers.push((await page.evaluate((most) => window.viewerBench.answer(most), MOST_MS)) ?? MOST_MS);
    await wait(Math.max(0, Math.min(next, end) - performance.now()));
  }
  return answers;
}
