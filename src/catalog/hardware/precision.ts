/** Number formats of weights, the widest first. */
export const PRECISIONS = ['fp32', 'bf16', 'fp16', 'fp8', 'int8', 'nvfp4', 'mxfp4', 'nf4', 'int4'] as const;
export type Precision = (typeof PRECISIONS)[number];
