import { floatIn } from '../../scoring/number-in.ts';
import type { FlatPrices, PriceSheet } from './price-sheet.ts';

type Writable = { -readonly [K in keyof FlatPrices]: FlatPrices[K] };
const [UNREAD, FLAT, NOT_FLAT] = [0, 1, 2] as const;

/**
 * The flat prices of a view by candidate, kept side by side in columns: a ranking asks thousands of offers what they cost, and price sheets lie
 * far apart in memory. Each sheet is read when it is first asked for. Null where the prices are not flat. The answer is always the same
 * object.
 */
export function flatPricesBy(size: number, sheetAt: (candidate: number) => PriceSheet): (candidate: number) => FlatPrices | null {
  const kinds = new Uint8Array(size);
  const input = new Float64Array(size);
  const output = new Float64Array(size);
  const cacheRead = new Float64Array(size);
  const cacheWrite = new Float64Array(size);
  const batchDiscount = new Float64Array(size);
  const upTo = new Float64Array(size);
  // fractions, so that V8 keeps the members as floats from the start
  const into: Writable = { input: 0.5, output: 0.5, cacheRead: 0.5, cacheWrite: 0.5, batchDiscount: 0.5, upTo: 0.5 };
  const read = (candidate: number) => {
    const { flat } = sheetAt(candidate);
    kinds[candidate] = flat ? FLAT : NOT_FLAT;
    if (!flat) return;
    input[candidate] = flat.input;
    output[candidate] = flat.output;
    cacheRead[candidate] = flat.cacheRead;
    cacheWrite[candidate] = flat.cacheWrite;
    batchDiscount[candidate] = flat.batchDiscount;
    upTo[candidate] = flat.upTo;
  };
  return (candidate) => {
    if (kinds[candidate] === UNREAD) read(candidate);
    if (kinds[candidate] === NOT_FLAT) return null;
    into.input = floatIn(input, candidate);
    into.output = floatIn(output, candidate);
    into.cacheRead = floatIn(cacheRead, candidate);
    into.cacheWrite = floatIn(cacheWrite, candidate);
    into.batchDiscount = floatIn(batchDiscount, candidate);
    into.upTo = floatIn(upTo, candidate);
    return into;
  };
}
