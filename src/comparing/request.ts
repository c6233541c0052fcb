import { z } from 'zod';
import { CalendarDate } from '../catalog/calendar-date.ts';
import { ModelId, OfferId } from '../catalog/claim.ts';
import { AttributeId } from '../catalog/vocabulary.ts';
import { Preference, RankingRequest, RevisionAsked, View } from '../ranking/ask/request.ts';

export const COMPARED = { least: 2, most: 10, attributes: 500 } as const;

export const ComparisonRequest = z.strictObject({
  view: View.optional(),
  sources: RankingRequest.shape.sources,
  models: z
    .array(ModelId)
    .max(COMPARED.most)
    .meta({ description: 'Models, each compared through its offers; in the `article` view the families.' })
    .optional(),
  offers: z.array(OfferId).max(COMPARED.most).meta({ description: 'Offers, each compared as itself.' }).optional(),
  attributes: z
    .array(AttributeId)
    .min(1)
    .max(COMPARED.attributes)
    .meta({ description: 'The attributes to compare by. Left out: every one that is known for any of them.' })
    .optional(),
  prefer: Preference.optional(),
  scales: RankingRequest.shape.scales,
  as_of: CalendarDate.optional(),
  revision: RevisionAsked.optional(),
});
export type ComparisonRequest = z.infer<typeof ComparisonRequest>;
