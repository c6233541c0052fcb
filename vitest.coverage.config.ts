import { defineConfig } from 'vitest/config';

/** `npm run coverage`: the pure rooms, by the tests that need neither a port nor a process. */
export default defineConfig({
  test: {
    include: [
      'test/{scoring,words,criteria,ranking,explaining,comparing,article,catalog,feeds,verdicts,decisions}/**/*.test.ts',
      // The seed's checks (src/catalog) are tested through the loader.
      'test/service/seeding/seed-faults.test.ts',
    ],
    testTimeout: 120_000,
    coverage: {
      provider: 'v8',
      include: [
        'src/scoring/**',
        'src/words/**',
        'src/criteria/**',
        'src/ranking/**',
        'src/explaining/**',
        'src/comparing/**',
        'src/article/**',
        'src/catalog/**',
        'src/feeds/**',
      ],
      reporter: ['text-summary', 'json-summary', ['text', { skipFull: true }]],
      reportsDirectory: 'reports/coverage',
      thresholds: {
        'src/scoring/**': { branches: 95 },
        ...Object.fromEntries(
          ['words', 'criteria', 'ranking', 'explaining', 'comparing', 'article'].map((room) => [`src/${room}/**`, { branches: 95 }]),
        ),
        'src/catalog/**': { branches: 95 },
        'src/feeds/**': { branches: 95 },
      },
    },
  },
});
