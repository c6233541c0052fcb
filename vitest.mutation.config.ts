import { defineConfig } from 'vitest/config';

/** The tests of the pure rooms alone, for mutation runs and coverage: they need no process, no port and no database file. */
export default defineConfig({
  test: {
    include: ['test/{scoring,words,criteria,ranking,explaining,comparing,article}/**/*.test.ts'],
    exclude: ['**/*.process.test.ts'],
    setupFiles: ['test/support/processes/few-runs.ts'],
    testTimeout: 120_000,
  },
});
