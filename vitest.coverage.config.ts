import { defineConfig } from 'vitest/config';

/** `npm run coverage`: the pure rooms, by the tests that need neither a port nor a process. */
export default defineConfig({
  test: {
    include: ['test/{scoring,selection,catalog,feeds,verdicts,decisions}/**/*.test.ts'],
    testTimeout: 120_000,
    coverage: {
      provider: 'v8',
      include: ['src/scoring/**', 'src/selection/**', 'src/catalog/**', 'src/feeds/**'],
      reporter: ['text-summary', 'json-summary', ['text', { skipFull: true }]],
      reportsDirectory: 'reports/coverage',
      thresholds: { branches: 95 },
    },
  },
});
