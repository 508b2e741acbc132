import { defineConfig } from '@playwright/test';

// Run by scripts/test.mjs once it has made a package: `npm test -- --package`.
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results/packaging',
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
});
