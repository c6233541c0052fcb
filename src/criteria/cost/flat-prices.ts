import type { FlatPrices, PriceSheet } from './price-sheet.ts';

type Writable = { -readonly [K in keyof FlatPrices]: FlatPrices[K] };
const FIGURES = ['input', 'output', 'cacheRead', 'cacheWrite', 'batchDiscount', 'upTo'] as const;
const [UNREAD, FLAT, LISTED_AT_ZERO, NOT_FLAT] = [0, 1, 2, 3] as const;

/**
 * The flat prices of a view by candidate, kept side by side in columns: a ranking asks thousands of offers what they cost, and price sheets lie
 * far apart in memory. Each is read from its sheet when it is first asked for. The answer is always the same object.
 */
export function flatPricesBy(size: number, sheetAt: (candidate: number) => PriceSheet): (candidate: number) => FlatPrices | null {
  const state = new Uint8Array(size);
  const columns = FIGURES.map(() => new Float64Array(size));
  const [input, output, cacheRead, cacheWrite, batchDiscount, upTo] = columns as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const into: Writable = { input: 0.5, output: 0.5, cacheRead: 0.5, cacheWrite: 0.5, batchDiscount: 0.5, upTo: 0.5, listedAtZero: false };
  const read = (candidate: number) => {
    const { flat } = sheetAt(candidate);
    state[candidate] = !flat ? NOT_FLAT : flat.listedAtZero ? LISTED_AT_ZERO : FLAT;
    if (flat) for (const [k, name] of FIGURES.entries()) (columns[k] as Float64Array)[candidate] = flat[name];
  };
  return (candidate) => {
    if (state[candidate] === UNREAD) read(candidate);
    if (state[candidate] === NOT_FLAT) return null;
    into.input = input[candidate] as number;
    into.output = output[candidate] as number;
    into.cacheRead = cacheRead[candidate] as number;
    into.cacheWrite = cacheWrite[candidate] as number;
    into.batchDiscount = batchDiscount[candidate] as number;
    into.upTo = upTo[candidate] as number;
    into.listedAtZero = state[candidate] === LISTED_AT_ZERO;
    return into;
  };
}
