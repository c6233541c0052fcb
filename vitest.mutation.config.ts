import { defineConfig } from 'vitest/config';

/** The tests of the pure rooms alone, for mutation runs and coverage: they need no process, no port and no database file. */
export default defineConfig({
  test: {
    include: ['test/scoring/**/*.test.ts', 'test/selection/**/*.test.ts'],
    exclude: ['**/*.process.test.ts'],
    setupFiles: ['test/support/few-runs.ts'],
    testTimeout: 120_000,
  },
});
