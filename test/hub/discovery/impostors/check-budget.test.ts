import { expect, test } from 'vitest';
import { CheckBudget } from '../../../../electron/hub/discovery/impostors/check-budget.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';
import { ManualClock } from '../../manual-clock.ts';

test('one address cannot use up what others have, and all together have a bound; each second anew', () => {
  const clock = new ManualClock();
  const budget = new CheckBudget(clock);
  const take = (address: string, times: number) => Array.from({ length: times }, () => budget.take(address)).filter(Boolean).length;
  expect(take('10.0.0.9', 1_000)).toBe(LIMITS.announcementChecksPerAddress);
  expect(take('10.0.0.8', 1)).toBe(1);
  let all = LIMITS.announcementChecksPerAddress + 1;
  for (let at = 0; at < 1_000; at++) all += take(`10.1.0.${at}`, 1);
  expect(all).toBe(LIMITS.announcementChecks);
  clock.advance(999);
  expect(take('10.0.0.7', 1)).toBe(0);
  clock.advance(1);
  expect(take('10.0.0.9', 1)).toBe(1);
  clock.advance(-86_400_000);
  expect(take('10.0.0.9', 1_000)).toBe(LIMITS.announcementChecksPerAddress);
});
