import { z } from 'zod';
import { SourceId } from './claim.ts';

/** The id of a licence, as the attribute `license` has it: an SPDX id or `LicenseRef-` and a name. */
export const LicenseId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9.+-]*$/)
  .max(100);

/** db/seed/licenses/<id>.json */
export const LicenseEntry = z.strictObject({
  title: z.string().min(1).max(200),
  source: SourceId,
  terms: z.record(z.string(), z.unknown()),
});
export type LicenseEntry = z.infer<typeof LicenseEntry>;
export type License = LicenseEntry & { readonly id: string };
