/** The largest request and answer of an analysis. */
export const SIZES = { alternatives: 2000, criteria: 50, samples: 1_000_000, pairs: 1000 } as const;
