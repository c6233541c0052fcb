import { PRECISIONS, type Precision } from './precision.ts';

export type BitRange = { readonly low: number; readonly expected: number; readonly high: number };

const exactly = (bits: number): BitRange => ({ low: bits, expected: bits, high: bits });

/**
 * Bits a weight takes, its share of the scales included.
 * mxfp4: 4 bits and an 8-bit scale for each 32 weights (OCP Microscaling Formats v1.0, 5.2; gpt-oss model card: 4.25 bits).
 * nvfp4: 4 bits and an 8-bit scale for each 16 weights (NVIDIA, "Introducing NVFP4", 2025).
 * nf4: 0.127 bits of constants with double quantisation, 0.5 without (Dettmers et al. 2023, QLoRA, section 3).
 * int4: nothing but the weights at the least; a 16-bit scale for each 128 weights, the group size of GPTQ and AWQ, as expected; a 16-bit scale
 * for each 32 (ggml's Q4_0) at the most.
 * unstated: nobody says in what format the weights come: 16 bits as expected and at the most, 4 at the least, the fewest that vendors publish.
 * 8 bits and more: scales by channel or by tile of 128 x 128 come to less than a hundredth of a bit and are left out.
 */
export const BITS_PER_WEIGHT: Readonly<Record<Precision | 'unstated', BitRange>> = {
  fp32: exactly(32),
  bf16: exactly(16),
  fp16: exactly(16),
  fp8: exactly(8),
  int8: exactly(8),
  nvfp4: exactly(4.5),
  mxfp4: exactly(4.25),
  nf4: { low: 4, expected: 4.127, high: 4.5 },
  int4: { low: 4, expected: 4.125, high: 4.5 },
  unstated: { low: 4, expected: 16, high: 16 },
};

/** Where several are published, the widest is taken: it needs the most. Null where none of them is known here. */
export function widestOf(published: readonly string[]): Precision | null {
  const names = new Set(published.map((name) => name.toLowerCase()));
  return PRECISIONS.find((precision) => names.has(precision)) ?? null;
}

/** The format with the fewest bits of those published; null where one of them is not known here, as it may be narrower still. */
export function narrowestOf(published: readonly string[]): Precision | null {
  const names = published.map((name) => name.toLowerCase());
  if (!names.every((name) => PRECISIONS.some((precision) => precision === name))) return null;
  return PRECISIONS.findLast((precision) => names.includes(precision)) ?? null;
}

/** The bits that a format has its name from, without those of its scales. */
export function nominalBits(precision: Precision): number {
  return Math.floor(BITS_PER_WEIGHT[precision].low);
}
