/** Runs of a property and their seed; FUZZ_RUNS and FUZZ_SEED are for long runs by hand (docs/fuzzing.md). */
export const RUNS = Number(process.env.FUZZ_RUNS ?? 15);
export const SEED = Number(process.env.FUZZ_SEED ?? 20261125);
