import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitsIn, gpusNeeded } from '../../../src/catalog/hardware/gpu-count.ts';
import { type Attention, kvShards } from '../../../src/catalog/hardware/kv-cache.ts';
import { type Memory, memoryOf } from '../../../src/catalog/hardware/memory.ts';
import { PRECISIONS } from '../../../src/catalog/hardware/precision.ts';
import { BITS_PER_WEIGHT } from '../../../src/catalog/hardware/weight-bits.ts';

const known = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const attention: fc.Arbitrary<Attention> = fc
  .record({
    layers: known(fc.integer({ min: 1, max: 150 })),
    kvHeads: known(fc.integer({ min: 1, max: 64 })),
    headDim: known(fc.constantFrom(64, 128, 256)),
    kvLoraRank: fc.option(fc.constant(512), { nil: null, freq: 3 }),
    qkRopeHeadDim: known(fc.constant(64)),
    fullLayers: known(fc.integer({ min: 0, max: 150 })),
    window: known(fc.integer({ min: 0, max: 10_000 })),
  })
  .map((shape) => ({
    ...shape,
    fullLayers: shape.fullLayers === null || shape.layers === null ? null : Math.min(shape.fullLayers, shape.layers),
  }));
const parameters = fc.integer({ min: 1, max: 3000 }).map((billions) => billions * 1e9);
const context = fc.integer({ min: 1, max: 1_000_000 });
const concurrency = fc.integer({ min: 1, max: 256 });
const precision = fc.constantFrom(...PRECISIONS);
const gpuGb = fc.constantFrom(16, 24, 80, 141, 192);

const ENDS = ['low', 'expected', 'high'] as const;

/** Each part and the total, at each end: no less than the other's; what is open in one is open in both. */
function expectNoLess(more: Memory, less: Memory): void {
  for (const part of ['weights', 'kv_cache', 'total'] as const)
    for (const end of ENDS) {
      const [a, b] = [more[part][end], less[part][end]];
      expect([part, end, a === null]).toEqual([part, end, b === null]);
      if (a !== null && b !== null) expect(a).toBeGreaterThanOrEqual(b);
    }
}

test('more context or more sequences never need less memory', () => {
  fc.assert(
    fc.property(parameters, attention, context, context, concurrency, concurrency, precision, (size, shape, c1, c2, n1, n2, format) => {
      const load = (c: number, n: number) => memoryOf(size, shape, { context: c, concurrency: n, precision: format });
      expectNoLess(load(Math.max(c1, c2), Math.max(n1, n2)), load(Math.min(c1, c2), Math.min(n1, n2)));
    }),
  );
});

test('a format with fewer bits, or a model with fewer parameters, never needs more', () => {
  fc.assert(
    fc.property(parameters, parameters, attention, context, precision, precision, (p1, p2, shape, c, f1, f2) => {
      const [wide, narrow] = BITS_PER_WEIGHT[f1].low >= BITS_PER_WEIGHT[f2].high ? [f1, f2] : [f1, f1];
      const of = (size: number, format: typeof f1) => memoryOf(size, shape, { context: c, concurrency: 1, precision: format });
      expectNoLess(of(Math.max(p1, p2), wide), of(Math.min(p1, p2), narrow));
    }),
  );
});

test('the ends are in order, and so are the GPUs that they need', () => {
  fc.assert(
    fc.property(parameters, attention, context, concurrency, precision, gpuGb, (size, shape, c, n, format, gb) => {
      const memory = memoryOf(size, shape, { context: c, concurrency: n, precision: format });
      const needed = gpusNeeded(memory, gb, kvShards(shape));
      for (const { low, expected, high } of [memory.weights, memory.kv_cache, memory.total, needed]) {
        expect(low).toBeLessThanOrEqual(expected ?? high);
        expect(expected ?? low).toBeLessThanOrEqual(high);
      }
    }),
  );
});

test('the smallest number at the most fits; half of the smallest at the least does not; more GPUs never fit less', () => {
  fc.assert(
    fc.property(parameters, attention, context, concurrency, precision, gpuGb, (size, shape, c, n, format, gb) => {
      const memory = memoryOf(size, shape, { context: c, concurrency: n, precision: format });
      const shards = kvShards(shape);
      const { low, high } = gpusNeeded(memory, gb, shards);
      expect(fitsIn(memory, gb, high, shards)).toBe(true);
      expect(fitsIn(memory, gb, high * 2, shards)).toBe(true);
      if (low > 1) expect(fitsIn(memory, gb, low <= 8 ? low / 2 : low - 8, shards)).toBe(false);
    }),
  );
});
