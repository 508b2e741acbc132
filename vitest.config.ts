import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// Run by scripts/test.mjs inside the Electron runtime, whose Node has node:sqlite: `npm test -- --unit`.
export default defineConfig({
  plugins: [react()],
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**'],
    pool: 'threads',
    testTimeout: 10_000,
    restoreMocks: true,
    unstubGlobals: true,
  },
});
