import { expect } from '@playwright/test';
import { cardOf, isIn, test } from './support/home.ts';
import { tabTo } from './support/tab-to.ts';

test('everything can be reached by the keyboard alone, and the focus is never lost', async ({ home }) => {
  const app = await home.launch();
  const { window } = app;
  const press = (...keys: string[]) => keys.reduce(async (before, key) => before.then(() => window.keyboard.press(key)), Promise.resolve());
  const focused = window.locator(':focus');

  await tabTo(window, 'Skip to the page');
  await press('Enter');
  await expect(focused).toHaveText('Inbox');
  await tabTo(window, 'Add a device by hand');
  await press('Enter');
  await expect(window.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await press('Escape');
  await expect(focused).toHaveText('Devices');

  await tabTo(window, 'Add device');
  await press('Enter');
  await window.keyboard.type('Garage door');
  await press('Tab', 'ArrowDown', 'Enter');
  const dialog = window.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Done' })).toBeFocused();
  await tabTo(window, 'For A terminal (mosquitto_pub)', true);
  await tabTo(window, 'Done');
  await press('Enter');
  await expect(focused).toHaveText('Add device');

  await tabTo(window, 'Garage door');
  await tabTo(window, 'Rename');
  await press('Enter');
  await expect(window.getByRole('textbox', { name: 'New name' })).toBeFocused();
  await press('Escape');
  await expect(focused).toHaveText('Rename');
  await press('Escape');
  await expect(window.getByRole('region', { name: 'Details' })).toHaveCount(0);
  await expect(focused).toHaveText('Garage door');
  await press('Enter');
  await tabTo(window, 'Revoke');
  await press('Enter');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await tabTo(window, 'Revoke');
  await press('Enter');
  await expect(window.getByText('No devices yet')).toBeVisible();
  await expect(focused).toHaveText('Devices');

  const plug = await home.emonEsp(app, { address: '127.0.0.46' });
  await tabTo(window, 'Inbox', true);
  await press('Enter');
  await tabTo(window, 'Pair EmonESP devices');
  await press('Space');
  const card = cardOf(window, '127.0.0.46');
  await expect(card).toBeVisible();
  await tabTo(window, 'Later', true);
  await press('Enter');
  await expect(focused).toHaveText('Inbox');
  await tabTo(window, 'Show');
  await press('Enter');
  await expect(focused).toHaveText('Inbox');
  await tabTo(window, 'Allow');
  await press('Enter');
  await isIn(plug);
  await expect(card).toBeFocused();
  await expect(card).toContainText('It is in.');
  await expect.poll(() => plug.publish('power', '321.5')).not.toBeNull();
  await tabTo(window, 'Devices', true);
  await press('Enter');
  await expect(window.getByRole('cell', { name: /\/power/ })).toBeVisible();
  await tabTo(window, 'Inbox', true);
  await press('Enter');
  await tabTo(window, 'See its readings');
  await press('Enter');
  await expect(focused).toHaveText('Topics');
  await expect(window.getByRole('treeitem', { name: 'power 321.5' })).toHaveAttribute('aria-selected', 'true');
  await tabTo(window, 'Topics');
  await expect(window.getByRole('tree')).toBeFocused();
  await press('Escape');
  await expect(window.getByRole('region', { name: 'Selected topic' })).toHaveCount(0);
  await press('Enter');
  await tabTo(window, 'Close topic');
  await press('Enter');
  await expect(window.getByRole('tree')).toBeFocused();

  await tabTo(window, 'Activity', true);
  await press('Enter');
  await tabTo(window, 'Search activity');
  await window.keyboard.type('credential');
  await tabTo(window, 'Decisions');
  await press('Space');
  await expect(window.getByRole('checkbox', { name: 'Decisions' })).toBeChecked();

  await tabTo(window, 'Settings', true);
  await press('Enter');
  await tabTo(window, /^This computer only/);
  // First that of the language, then that of the theme.
  await tabTo(window, /^As the system/);
  await tabTo(window, /^As the system/);
  await press('ArrowDown');
  await expect(window.getByRole('radio', { name: 'Light' })).toBeChecked();
});

test('Security by the keyboard alone: tabs, a credential, a token', async ({ home }) => {
  const { window } = await home.launch();
  const press = (...keys: string[]) => keys.reduce(async (before, key) => before.then(() => window.keyboard.press(key)), Promise.resolve());
  const focused = window.locator(':focus');

  await tabTo(window, 'Security');
  await press('Enter');
  await tabTo(window, /^Listeners/);
  await press('ArrowRight', 'ArrowRight');
  await expect(focused).toHaveText(/^Bootstrap credentials/);
  await tabTo(window, 'Add bootstrap credential');
  await press('Enter');
  await expect(window.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
  await window.keyboard.type('Shelf');
  await press('Enter');
  const dialog = window.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Done' })).toBeFocused();
  await press('Enter');
  await expect(focused).toHaveText('Add bootstrap credential');
  await expect(window.getByRole('button', { name: 'Revoke Shelf' })).toBeVisible();

  await tabTo(window, /^Bootstrap credentials/, true);
  await press('ArrowRight');
  await tabTo(window, 'Issue a token');
  await press('Enter');
  await window.keyboard.type('tablet');
  await press('Enter');
  await expect(dialog.getByRole('button', { name: 'Done' })).toBeFocused();
  await press('Escape');
  await expect(focused).toHaveText('Issue a token');
  await expect(dialog).toHaveCount(0);
});
