import { defineConfig } from 'vitest/config';

/** `npm run coverage`: the pure rooms, by the tests that need neither a port nor a process. */
export default defineConfig({
  test: {
    include: [
      'test/{scoring,selection,catalog,feeds,verdicts,decisions}/**/*.test.ts',
      // The seed's checks (src/catalog) are tested through the loader.
      'test/store/seed-faults.test.ts',
    ],
    testTimeout: 120_000,
    coverage: {
      provider: 'v8',
      include: ['src/scoring/**', 'src/selection/**', 'src/catalog/**', 'src/feeds/**'],
      reporter: ['text-summary', 'json-summary', ['text', { skipFull: true }]],
      reportsDirectory: 'reports/coverage',
      thresholds: {
        'src/scoring/**': { branches: 95 },
        'src/selection/**': { branches: 95 },
        'src/catalog/**': { branches: 95 },
        'src/feeds/**': { branches: 95 },
      },
    },
  },
});
