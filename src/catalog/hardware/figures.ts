/** What may be at the least, what is expected, what may be at the most. Expected is null where nothing says what to expect. */
export type Figures = { readonly low: number; readonly expected: number | null; readonly high: number };
