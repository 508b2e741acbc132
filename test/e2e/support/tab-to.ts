import type { Page } from '@playwright/test';

const MOST_PRESSES = 80;

/** Presses Tab, or Shift+Tab, until the control with this name has the focus. Throws, with what it met, when it never does. */
export async function tabTo(window: Page, name: string | RegExp, back = false): Promise<void> {
  const wanted = typeof name === 'string' ? (text: string) => text === name : (text: string) => name.test(text);
  const met: string[] = [];
  for (let press = 0; press < MOST_PRESSES; press++) {
    await window.keyboard.press(back ? 'Shift+Tab' : 'Tab');
    const focused = await window.evaluate(() => {
      const element = document.activeElement;
      const label = document.getElementById(element?.getAttribute('aria-labelledby') ?? '');
      return (
        element?.getAttribute('aria-label') ?? label?.textContent ?? element?.closest('label')?.textContent ?? element?.textContent ?? ''
      );
    });
    met.push(focused);
    if (wanted(focused)) return;
  }
  throw new Error(`Tab never came to "${name}"; it came to: ${met.join(' | ')}`);
}
