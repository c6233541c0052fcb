import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export type Random = {
  /** Uniform on (0, 1), 53 bits: never 0, never 1. */
  readonly uniform: () => number;
  /** Standard exponential. */
  readonly exponential: () => number;
  /** Standard normal. */
  readonly normal: () => number;
};

/** xoroshiro128+ (Blackman and Vigna 2018) from its 32-bit seed; the same seed gives the same draws everywhere. */
export function seededRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  // near seeds start in near states: move on until they have parted
  for (let i = 0; i < 64; i++) generator.next();
  const uniform = (): number => {
    const high = generator.next() >>> 5;
    const low = generator.next() >>> 6;
    return (high * 67108864 + low + 0.5) / 9007199254740992;
  };
  let spare: number | null = null;
  return {
    uniform,
    exponential: () => -Math.log(uniform()),
    normal: () => {
      // Marsaglia's polar method makes two at a time
      if (spare !== null) {
        const kept = spare;
        spare = null;
        return kept;
      }
      for (;;) {
        const [x, y] = [2 * uniform() - 1, 2 * uniform() - 1];
        const square = x * x + y * y;
        if (square >= 1 || square === 0) continue;
        const factor = Math.sqrt((-2 * Math.log(square)) / square);
        spare = y * factor;
        return x * factor;
      }
    },
  };
}
