import { z } from 'zod';
import { Slug, SourceId } from './claim.ts';

export const GpuId = Slug;

/** db/seed/gpus.json, by id: what a vendor states of one GPU. */
export const GpuEntry = z.strictObject({
  name: z.string().min(1).max(200),
  /** As the vendor gives it, in its "GB". */
  memory_gb: z.number().positive(),
  /** GB (1e9 bytes) a second; null: no source that could be read states it. */
  memory_bandwidth_gb_s: z.number().positive().nullable(),
  source: SourceId,
  /** Where in the source, and what it says. */
  locator: z.string().min(1).max(600),
});
export type GpuEntry = z.infer<typeof GpuEntry>;
export type Gpu = GpuEntry & { readonly id: string };
