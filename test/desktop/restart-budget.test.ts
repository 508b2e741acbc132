import { expect, it } from 'vitest';
import { HUB_RESTART_PAUSES_MS, HUB_RESTARTS_MS } from '../../electron/desktop/limits.ts';
import { RestartBudget } from '../../electron/desktop/restart-budget.ts';

it('grants the first start at once, each further one later, and no more than there are pauses', () => {
  let now = 0;
  const budget = new RestartBudget(() => now++);
  expect(HUB_RESTART_PAUSES_MS.map(() => budget.take())).toEqual([...HUB_RESTART_PAUSES_MS]);
  expect(HUB_RESTART_PAUSES_MS[0]).toBe(0);
  expect([...HUB_RESTART_PAUSES_MS].sort((a, b) => a - b)).toEqual([...HUB_RESTART_PAUSES_MS]);
  expect(budget.take()).toBeNull();
});

it('forgets what is long ago', () => {
  let now = 0;
  const budget = new RestartBudget(() => now);
  for (const _pause of HUB_RESTART_PAUSES_MS) budget.take();
  now = HUB_RESTARTS_MS - 1;
  expect(budget.take()).toBeNull();
  now = HUB_RESTARTS_MS;
  expect(budget.take()).toBe(0);
});

it('begins anew when a person asks', () => {
  const budget = new RestartBudget(() => 0);
  for (const _pause of HUB_RESTART_PAUSES_MS) budget.take();
  budget.reset();
  expect(budget.take()).toBe(0);
});
