import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Tests with programs and networks of their own. */
const MACHINES = ['test/device/**/*.test.ts', 'test/hub/discovery/**/{two-machines,namespaces}.test.ts'];

// Run by scripts/test.mjs inside the Electron runtime, whose Node has node:sqlite: `npm test -- --unit`.
export default defineConfig({
  plugins: [react()],
  test: {
    pool: 'threads',
    // Many tests wait for sockets and timers, so two cores do more than two files at a time.
    maxWorkers: 3,
    testTimeout: 10_000,
    restoreMocks: true,
    unstubGlobals: true,
    projects: [
      // The hub keeps no state in its modules, so its tests may share them: loading them anew for each file takes longer than most tests.
      { extends: true, test: { name: 'hub', include: ['test/{hub,conformance}/**/*.test.ts'], exclude: MACHINES, isolate: false } },
      {
        extends: true,
        test: { name: 'other', include: ['test/**/*.test.{ts,tsx}'], exclude: ['test/{hub,conformance,e2e,attack}/**', ...MACHINES] },
      },
      // After them, because they wait most of their time: for devices that poll, and for machines on networks of their own.
      { extends: true, test: { name: 'machines', include: MACHINES, sequence: { groupOrder: 1 } } },
      // After all others and alone: it measures times.
      { extends: true, test: { name: 'attack', include: ['test/attack/**/*.test.ts'], sequence: { groupOrder: 2 } } },
    ],
  },
});
