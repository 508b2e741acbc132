import { expect } from '@playwright/test';
import { axeFaults } from './support/axe-faults.ts';
import { goTo, test } from './support/home.ts';
import { picture } from './support/picture.ts';

test('a setting is found by its words, refused while it is wrong, saved, and reset', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  await goTo(window, 'Settings');
  await window.keyboard.press('/');
  const search = window.getByRole('searchbox', { name: 'Search settings' });
  await expect(search).toBeFocused();
  await window.keyboard.type('activity log length');
  await expect(window.getByText('1 setting found')).toBeVisible();
  await expect(window.getByRole('heading', { level: 2 })).toHaveText(['Topics and activity']);

  const lines = window.getByRole('textbox', { name: 'Length of the activity log (lines)' });
  await lines.fill('999');
  await expect(window.getByRole('alert')).toHaveText('Write a whole number from 1,000 to 100,000.');
  await lines.press('Enter');
  await expect(window.getByText('Saved')).toHaveCount(0);
  await lines.fill('5000');
  await lines.press('Enter');
  const reset = window.getByRole('button', { name: 'Reset to 20,000 lines: Length of the activity log' });
  await expect(reset).toBeVisible();
  expect(await axeFaults(window)).toEqual([]);
  await picture(window, 'settings-found');
  await app.stop();

  const again = await home.launch({ dataDir: app.dataDir });
  await goTo(again.window, 'Settings');
  const kept = again.window.getByRole('textbox', { name: 'Length of the activity log (lines)' });
  await expect(kept).toHaveValue('5000');
  await again.window.getByRole('button', { name: 'Reset to 20,000 lines: Length of the activity log' }).click();
  await expect(kept).toHaveValue('20000');
  await expect(kept).toBeFocused();
  await goTo(again.window, 'Activity');
  await expect(again.window.getByText(/You changed the settings: the length of the activity log/).first()).toBeVisible();
});

test('a port that another listener has is refused where it is typed', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  await goTo(window, 'Settings');
  const port = window.getByRole('textbox', { name: 'MQTT port' });
  await port.fill(String(app.ports().pair));
  await expect(window.getByRole('alert')).toHaveText(`Port ${app.ports().pair} is already that of Pairing door. Choose another.`);
  await port.press('Escape');
  await expect(window.getByRole('alert')).toHaveCount(0);
  await expect(port).toHaveValue(String(app.ports().mqtt));
});

test('the licences of what is inside the app are read in its window', async ({ home }) => {
  const { window } = await home.launch();
  await goTo(window, 'Settings');
  await window.getByRole('button', { name: 'Licences' }).click();
  const text = window.getByRole('dialog', { name: 'Licences' }).getByRole('region', { name: 'Licences of the packages' });
  await expect(text).toContainText(/^aedes \d+\.\d+\.\d+\nLicence: MIT$/m);
  expect(await axeFaults(window)).toEqual([]);
  await picture(window, 'settings-licences');
});

test('the page is seen in light and dark, wide and small', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  await goTo(window, 'Settings');
  const main = await app.app.browserWindow(window);
  const sizes = [
    ['wide', 1_280, 800],
    ['small', 720, 480],
  ] as const;
  for (const [size, width, height] of sizes) {
    await main.evaluate((browserWindow, [w, h]) => browserWindow.setContentSize(w, h), [width, height] as const);
    await expect.poll(() => window.evaluate(() => innerWidth)).toBe(width);
    await window.getByRole('button', { name: 'This hub', exact: true }).click();
    await picture(window, `settings-${size}`);
    for (const section of ['Network and door', 'Limits', 'Backup and moving']) {
      await window.getByRole('button', { name: section }).click();
      await picture(window, `settings-${size}-${section.split(' ')[0]?.toLowerCase()}`);
    }
  }
  expect(await axeFaults(window)).toEqual([]);
  await window.setViewportSize({ width: 390, height: 844 });
  expect(await window.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await picture(window, 'settings-phone');
});
