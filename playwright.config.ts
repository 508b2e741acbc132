import { defineConfig } from '@playwright/test';

// Run by scripts/test.mjs on a virtual display and a session bus of its own: `npm test -- --e2e`.
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: { trace: 'retain-on-failure' },
});
