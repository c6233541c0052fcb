import { z } from 'zod';
import { Region } from '../catalog/region.ts';

/** What somebody means to do with a model, as far as licences ask. A member that is left out is not held against the licence. */
export const Use = z
  .strictObject({
    commercial: z.boolean().meta({ description: 'For a commercial product, service or purpose.' }).optional(),
    monthly_active_users: z
      .int()
      .min(0)
      .meta({
        description:
          'Monthly active users of all your products and services, those of affiliates included. A licence may count them on one day alone (Llama: in the month before the version’s release): give the number of the time that it measures; the finding says which.',
      })
      .optional(),
    annual_revenue: z
      .number()
      .min(0)
      .max(1e15)
      .meta({ description: 'Revenue of twelve months in US dollars, that of affiliates included.' })
      .optional(),
    region: Region.meta({
      description: 'Where you are domiciled, or your principal place of business is: an ISO 3166-1 alpha-2 code, or `EU`.',
    }).optional(),
    trains_other_models: z.boolean().meta({ description: 'The model or its outputs train or improve other models.' }).optional(),
    redistributes: z
      .boolean()
      .meta({ description: 'The weights, or derivatives of them, are handed on or made available to others.' })
      .optional(),
  })
  .meta({ id: 'Use', description: 'What you mean to do with the model: `permitted_use` holds it against the terms of its licence.' });
export type Use = z.infer<typeof Use>;

export const UseMember = Use.keyof();
export type UseMember = z.infer<typeof UseMember>;
