import fc from 'fast-check';

/** Mutants are many: a property that holds by chance on a few seeded runs is caught by another test, or counts as survived. */
fc.configureGlobal({ numRuns: 20, seed: 20261125 });
