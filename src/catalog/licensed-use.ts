import { z } from 'zod';

/** What somebody may mean to do with a model, as far as licences speak of it. */
export const LicensedUse = z.enum(['commercial', 'trains_other_models', 'redistributes']);
export type LicensedUse = z.infer<typeof LicensedUse>;
