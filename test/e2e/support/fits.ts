import type { Page } from '@playwright/test';

/** Nothing is wider than the page's heading has room for, so that nobody has to scroll sideways, or misses what is cut off. */
export const fits = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    for (let part = document.querySelector('h1')?.parentElement; part; part = part.parentElement)
      if (part.scrollWidth > part.clientWidth + 1) return false;
    return document.documentElement.scrollWidth <= innerWidth;
  });
